import Box from '@mui/material/Box';
import { useResourceList } from '../../hooks/useResources';
import { useText } from '../../hooks/useText';
import type { KubeKind, ObjectName } from '../../kube/types';
import { newestFirst } from '../../logic/eventRows';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { KubeProblem } from './KubeProblem';
import { ReadAgain } from './ReadAgain';
import { ResourceTable } from './ResourceTable';

export interface ObjectEventsProps {
  cluster: string;
  /** The kind of the events themselves. */
  events: KubeKind;
  kind: KubeKind;
  name: ObjectName;
}

/** What the cluster has reported of an object. */
export function ObjectEvents(props: ObjectEventsProps) {
  const { cluster, events, kind, name } = props;
  const t = useText();
  const list = useResourceList(cluster, events, {
    // Those of what has no namespace stand in one all the same.
    namespace: name.namespace,
    fieldSelector: `involvedObject.kind=${kind.kind},involvedObject.name=${name.name}`,
  });
  return (
    <Box
      sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}
    >
      <Box sx={{ justifySelf: 'end' }}>
        <ReadAgain
          readAt={list.dataUpdatedAt}
          isReading={list.isFetching}
          onRead={list.readAgain}
        />
      </Box>
      {list.error && (
        <KubeProblem error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.isPending && !list.error && (
        <LoadingSkeleton
          shape="rows"
          label={t('resources.loading', { what: 'events' })}
        />
      )}
      {list.rows?.length === 0 && (
        <Box>{t('resources.noEvents', { name: name.name })}</Box>
      )}
      {list.rows && list.rows.length > 0 && (
        <ResourceTable
          label={t('resources.eventsOf', { name: name.name })}
          columns={list.columns}
          rows={newestFirst(list.columns, list.rows)}
          wide={false}
          namespaced={false}
        />
      )}
    </Box>
  );
}
