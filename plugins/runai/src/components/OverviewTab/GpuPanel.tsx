import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import { MAP_NODES, useGpuNodes } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { useUrlState } from '../../hooks/useUrlState';
import {
  GPU_STATES,
  gpuPools,
  splitTotals,
  sumSplits,
  type GpuState,
} from '../../logic/gpus';
import { useClusterPath } from '../../hooks/useClusterPath';
import { staleText } from '../../theme';
import { RelativeTime } from '../RelativeTime';
import { GpuBar } from '../GpuBar';
import { GpuMap } from '../GpuMap';
import { LoadError } from '../LoadError';
import { Panel } from '../Panel';
import { TextLink } from '../TextLink';
import { ProductTable } from './ProductTable';

export interface GpuPanelProps {
  cluster: ClusterDetail;
}

/** The GPUs of the cluster as a map, and by product in numbers. */
export function GpuPanel(props: GpuPanelProps) {
  const { cluster } = props;
  const t = useText();
  const url = useUrlState();
  const path = useClusterPath(cluster.name);
  const nodes = useGpuNodes(cluster.name, cluster.observedAt);
  const total = nodes.data?.totalItems ?? 0;
  const isMapped = total <= MAP_NODES;
  const pools = gpuPools(isMapped ? nodes.data?.items ?? [] : []);
  const split = sumSplits(
    pools.flatMap(pool => pool.nodes.map(node => node.split)),
  );
  const selected = GPU_STATES.filter(state => url.all('gpus').includes(state));
  const shown = isMapped
    ? split
    : cluster.capacity?.gpus && splitTotals(cluster.capacity.gpus);
  const note = GPU_STATES.filter(state => shown && shown[state] > 0)
    .map(state => t(`gpu.count.${state}`, { number: `${shown?.[state]}` }))
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
        <Skeleton
          variant="rounded"
          height={72}
          role="status"
          aria-label={t('loading')}
        />
      )}
      {nodes.data && isMapped && pools.length === 0 && (
        <Box sx={{ color: 'text.secondary' }}>{noGpus}</Box>
      )}
      {pools.length > 0 && (
        <Box sx={cluster.stale ? { filter: 'grayscale(1)' } : undefined}>
          <GpuMap
            pools={pools}
            clusterPath={path}
            selected={selected}
            onToggle={toggle}
          />
        </Box>
      )}
      {!isMapped && cluster.capacity?.gpus && (
        <Box sx={cluster.stale ? { filter: 'grayscale(1)' } : undefined}>
          <GpuBar gpus={cluster.capacity.gpus} height={14} />
          <Box sx={{ mt: 1, fontSize: 13 }}>
            <TextLink to={`${path}/nodes?only=gpu`}>
              {t('gpu.allNodes', { count: total })}
            </TextLink>
          </Box>
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
