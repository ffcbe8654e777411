import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { catalogPath } from '../../logic/ownerName';
import { FactList } from '../FactList';
import { Panel } from '../Panel';
import { TextLink } from '../TextLink';

export interface SourcePanelProps {
  cluster: ClusterDetail;
}

/** Which source tells of the cluster, which others have it, and the entity that stands for it. */
export function SourcePanel(props: SourcePanelProps) {
  const { source, sourceName, otherSources = [], entityRef } = props.cluster;
  const t = useText();
  const path = entityRef && catalogPath(entityRef);
  const facts = [
    {
      key: 'source',
      title: t('source.told'),
      value: `${source}: ${sourceName}`,
    },
    ...(otherSources.length > 0
      ? [
          {
            key: 'others',
            title: t('source.others'),
            value: otherSources
              .map(other => `${other.source}: ${other.sourceName}`)
              .join(', '),
          },
        ]
      : []),
    ...(path
      ? [
          {
            key: 'entity',
            title: t('source.entity'),
            value: <TextLink to={path}>{entityRef}</TextLink>,
          },
        ]
      : []),
  ];
  return (
    <Panel title={t('source.title')}>
      <FactList facts={facts} />
    </Panel>
  );
}
