import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import {
  AXES,
  type ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import { useHistoryDays } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { HistoryStrip } from '../HistoryStrip';
import { LoadError } from '../LoadError';
import { Panel } from '../Panel';

export interface HistoryPanelProps {
  cluster: ClusterDetail;
  title: string;
}

/** The four axes over the last 30 days. */
export function HistoryPanel(props: HistoryPanelProps) {
  const { cluster, title } = props;
  const t = useText();
  const history = useHistoryDays(cluster.name, { axis: AXES });
  return (
    <Panel title={title}>
      {history.error && (
        <LoadError error={history.error} onRetry={() => history.refetch()} />
      )}
      {history.isPending && (
        <Skeleton
          variant="rounded"
          height={104}
          role="status"
          aria-label={t('loading')}
        />
      )}
      {history.data?.map(
        strip =>
          strip.axis && (
            <Box
              key={strip.axis}
              sx={{
                display: 'grid',
                gridTemplateColumns: '104px minmax(0, 1fr) 84px',
                gap: 1.25,
                alignItems: 'center',
                py: 0.625,
                fontSize: 13,
              }}
            >
              <span>{t(`axis.${strip.axis}`)}</span>
              <HistoryStrip
                of={strip.axis}
                strip={strip}
                label={t(`axis.${strip.axis}`)}
              />
              <Box
                sx={{
                  fontSize: 12,
                  color: 'text.secondary',
                  textAlign: 'right',
                }}
              >
                {t('history.changes', { count: strip.changes })}
              </Box>
            </Box>
          ),
      )}
    </Panel>
  );
}
