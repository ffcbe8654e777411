import Box from '@mui/material/Box';
import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { useVerdict } from '../../hooks/useVerdict';
import { staleText } from '../../theme';
import { AxisTiles } from '../AxisTiles';
import { GpuSummary } from '../GpuSummary';
import { RelativeTime } from '../RelativeTime';
import { StateIcon } from '../StateIcon';
import { BlockerList } from './BlockerList';

export interface ClusterStateProps {
  cluster: ClusterSummary;
}

/** How a cluster is: the verdict, the four axes, its GPUs, what keeps it from being ready, and how old all of that is. */
export function ClusterState(props: ClusterStateProps) {
  const { cluster } = props;
  const { readiness, stale, capacity, observedAt } = cluster;
  const t = useText();
  const verdict = useVerdict(cluster);
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, fontWeight: 'fontWeightBold' }}>
        <StateIcon
          of="readiness"
          state={readiness.state}
          size={20}
          stale={stale}
        />
        <Box sx={stale ? staleText : undefined}>{verdict}</Box>
      </Box>
      <AxisTiles cluster={cluster} narrow />
      <GpuSummary
        label={t('entity.gpus')}
        gpus={capacity?.gpus}
        stale={stale}
      />
      <BlockerList cluster={cluster} />
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
        {observedAt ? (
          <>
            {t(stale ? 'cluster.staleText' : 'entity.seen')}{' '}
            <RelativeTime at={observedAt} as="ago" />
          </>
        ) : (
          t('entity.notSeen')
        )}
      </Box>
    </>
  );
}
