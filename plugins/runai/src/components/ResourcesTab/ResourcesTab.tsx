import type { ProxyResource } from '@runai-portal/backstage-plugin-runai-common';
import Box from '@mui/material/Box';
import { useElementWidth } from '../../hooks/useElementWidth';
import { useKinds } from '../../hooks/useResources';
import { useResourceUrl } from '../../hooks/useResourceUrl';
import { useText } from '../../hooks/useText';
import { kindGroups } from '../../kube/kindGroups';
import { kindId } from '../../kube/types';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { Notice } from '../Notice';
import { ProxyGate } from '../ProxyGate';
import { StateIcon } from '../StateIcon';
import { KindList } from './KindList';
import { KindMenu } from './KindMenu';
import { KubeProblem } from './KubeProblem';
import { ObjectView } from './ObjectView';
import { ResourceList } from './ResourceList';

/** Below it the list of kinds would leave the tables no room. */
const NARROW = 860;

/** What the portal's proxy lets one read of the cluster, as the server's own tables. */
export function ResourcesTab() {
  const { cluster } = useClusterPage();
  return (
    <ProxyGate cluster={cluster}>
      {resources => (
        <ResourceBrowser cluster={cluster.name} allowed={resources} />
      )}
    </ProxyGate>
  );
}

function ResourceBrowser(props: {
  cluster: string;
  allowed: readonly ProxyResource[];
}) {
  const { cluster, allowed } = props;
  const t = useText();
  const url = useResourceUrl();
  const { ref, width = NARROW } = useElementWidth();
  const kinds = useKinds(cluster, allowed);
  const groups = kindGroups(kinds.data ?? []);
  // Whoever opens the tab wants to see something: what stands first, where the address names nothing.
  const first = groups.flatMap(group => group.kinds).at(0);
  const selected = url.kind || (first ? kindId(first) : '');
  const kind = kinds.data?.find(one => kindId(one) === selected);
  const isNarrow = width < NARROW;

  if (kinds.isPending) {
    return <LoadingSkeleton shape="rows" label={t('resources.loadingKinds')} />;
  }
  if (kinds.error) {
    return <KubeProblem error={kinds.error} onRetry={() => kinds.refetch()} />;
  }
  const content = kind ? (
    <>
      {url.object ? (
        <ObjectView
          key={`${selected} ${url.object.namespace}/${url.object.name}`}
          cluster={cluster}
          kind={kind}
          name={url.object}
          events={kinds.data.find(one => kindId(one) === 'events')}
        />
      ) : (
        <ResourceList
          key={selected}
          cluster={cluster}
          kind={kind}
          kinds={kinds.data}
        />
      )}
    </>
  ) : (
    <Notice
      icon={<StateIcon of="check" state="unknown" size={20} />}
      title={
        selected
          ? t('resources.notServed', { kind: selected })
          : t('resources.nothing')
      }
    >
      {groups.length > 0
        ? t('resources.chooseAnother')
        : t('resources.noKinds')}
    </Notice>
  );
  return (
    <Box
      ref={ref}
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: isNarrow
          ? 'minmax(0, 1fr)'
          : '196px minmax(0, 1fr)',
      }}
    >
      {isNarrow ? (
        <KindMenu groups={groups} selected={selected} />
      ) : (
        <KindList groups={groups} selected={selected} />
      )}
      <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>{content}</Box>
    </Box>
  );
}
