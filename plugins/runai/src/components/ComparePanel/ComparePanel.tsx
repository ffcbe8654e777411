import { ResponseError } from '@backstage/errors';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterRun } from '../../hooks/useClusterRun';
import { useEvaluation } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { ActionButton } from '../ActionButton';
import { LoadError } from '../LoadError';
import { Notice } from '../Notice';
import { Panel } from '../Panel';
import { RunButton } from '../RunButton';
import { StateIcon } from '../StateIcon';
import { CompareChoices } from './CompareChoices';
import { EvaluationView } from './EvaluationView';
import type { Comparison } from './useComparison';

export interface ComparePanelProps {
  cluster: ClusterDetail;
  run: ClusterRun;
  comparison: Comparison;
}

/** How a cluster would be judged by another profile or other settings, beside how it is. */
export function ComparePanel(props: ComparePanelProps) {
  const { cluster, run, comparison } = props;
  const t = useText();
  const { wanted } = comparison;
  const evaluation = useEvaluation(
    cluster.name,
    wanted,
    cluster.readiness.checkedAt,
  );
  return (
    <Panel
      title={t('compare.title')}
      note={t('compare.note')}
      action={
        <ActionButton onClick={() => comparison.setOpen(false)}>
          {t('compare.close')}
        </ActionButton>
      }
    >
      <CompareChoices cluster={cluster} comparison={comparison} />
      <Box sx={{ mt: 2 }}>
        {!wanted && (
          <Box sx={{ fontSize: 13, color: 'text.secondary' }}>
            {t('compare.hint')}
          </Box>
        )}
        {wanted && evaluation.error && (
          <EvaluationError
            error={evaluation.error}
            cluster={cluster}
            run={run}
            onRetry={() => evaluation.refetch()}
          />
        )}
        {wanted && evaluation.isPending && (
          <Box role="status" aria-label={t('compare.loading')}>
            <Skeleton variant="text" width="70%" sx={{ fontSize: 16 }} />
            <Skeleton variant="rounded" height={120} sx={{ mt: 1 }} />
          </Box>
        )}
        {wanted && evaluation.data && !evaluation.error && (
          <Box
            aria-busy={evaluation.isPlaceholderData}
            sx={{ opacity: evaluation.isPlaceholderData ? 0.6 : 1 }}
          >
            <EvaluationView
              cluster={cluster}
              wanted={wanted}
              evaluation={evaluation.data}
            />
          </Box>
        )}
      </Box>
    </Panel>
  );
}

/** Where no run has read anything yet, that is what to do; else what is wrong. */
function EvaluationError(props: {
  error: Error;
  cluster: ClusterDetail;
  run: ClusterRun;
  onRetry(): void;
}) {
  const { error, cluster, run, onRetry } = props;
  const t = useText();
  if (!(error instanceof ResponseError) || error.statusCode !== 503) {
    return <LoadError error={error} onRetry={onRetry} />;
  }
  return (
    <Notice
      alert
      icon={<StateIcon of="check" state="unknown" size={22} />}
      title={t('compare.notRead')}
      action={
        <RunButton cluster={cluster} run={run}>
          {t('run.checkNow')}
        </RunButton>
      }
    >
      {error.cause.message}
    </Notice>
  );
}
