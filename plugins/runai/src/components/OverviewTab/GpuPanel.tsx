import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import { useNodes } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { useUrlState } from '../../hooks/useUrlState';
import {
  GPU_STATES,
  gpuPools,
  sumSplits,
  type GpuState,
} from '../../logic/gpus';
import { staleText } from '../../theme';
import { RelativeTime } from '../RelativeTime';
import { GpuMap } from '../GpuMap';
import { LoadError } from '../LoadError';
import { Panel } from '../Panel';
import { ProductTable } from './ProductTable';

export interface GpuPanelProps {
  cluster: ClusterDetail;
}

/** The GPUs of the cluster as a map, and by product in numbers. */
export function GpuPanel(props: GpuPanelProps) {
  const { cluster } = props;
  const t = useText();
  const url = useUrlState();
  const nodes = useNodes(cluster.name, cluster.observedAt);
  const pools = gpuPools(nodes.data ?? []);
  const split = sumSplits(
    pools.flatMap(pool => pool.nodes.map(node => node.split)),
  );
  const selected = GPU_STATES.filter(state => url.all('gpus').includes(state));
  const note = GPU_STATES.filter(state => split[state] > 0)
    .map(state => t(`gpu.count.${state}`, { number: split[state].toString() }))
    .join(', ');
  const notRead = cluster.observedAt
    ? t('gpu.nodesNotRead')
    : t('gpu.nodesNotYetRead');
  const noGpus = cluster.capacity?.gpus ? t('gpu.none') : notRead;
  const toggle = (state: GpuState) => url.toggle('gpus', state);
  return (
    <Panel
      title={t('gpu.title')}
      note={
        <>
          {note}
          {cluster.stale && cluster.observedAt && (
            <>
              {note && ' · '}
              <RelativeTime at={cluster.observedAt} as="ago" />
            </>
          )}
        </>
      }
    >
      {nodes.error && (
        <LoadError error={nodes.error} onRetry={() => nodes.refetch()} />
      )}
      {nodes.isPending && (
        <Skeleton variant="rounded" height={72} aria-label={t('loading')} />
      )}
      {nodes.data && pools.length === 0 && (
        <Box sx={{ color: 'text.secondary' }}>{noGpus}</Box>
      )}
      {pools.length > 0 && (
        <Box sx={cluster.stale ? { filter: 'grayscale(1)' } : undefined}>
          <GpuMap pools={pools} selected={selected} onToggle={toggle} />
        </Box>
      )}
      {cluster.gpus.length > 0 && (
        <Box sx={cluster.stale ? staleText : undefined}>
          <ProductTable gpus={cluster.gpus} />
        </Box>
      )}
    </Panel>
  );
}
