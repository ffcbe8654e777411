import type { Entity } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { CLUSTER_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { namedCluster } from '../../logic/clusterEntity';
import { rootRouteRef } from '../../routes';
import { Notice } from '../Notice';
import { StateIcon } from '../StateIcon';
import { TextLink } from '../TextLink';

export interface UnknownClusterProps {
  entity: Entity;
  /** It stands within a card. */
  plain?: boolean;
}

/** An entity whose cluster is not there for the reader: none, or one that they may not see, which is told in the same words. */
export function UnknownCluster(props: UnknownClusterProps) {
  const { entity, plain } = props;
  const t = useText();
  const fleetPath = useRouteRef(rootRouteRef)();
  const name = namedCluster(entity)?.trim();
  const annotation = CLUSTER_ANNOTATIONS.cluster;
  return (
    <Notice
      plain={plain}
      icon={<StateIcon of="connection" state="unknown" size={22} />}
      title={t('entity.unknown')}
      action={<TextLink to={fleetPath}>{t('error.toFleet')}</TextLink>}
    >
      {name
        ? t('entity.unknownName', { name, annotation })
        : t('entity.unknownEntity', { annotation })}
    </Notice>
  );
}
