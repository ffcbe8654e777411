import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import { ActionButton } from '../ActionButton';
import type { ClusterRun } from '../../hooks/useClusterRun';
import { useRunRefusal } from '../../hooks/useRunRefusal';
import { useText } from '../../hooks/useText';
import { RelativeTime } from '../RelativeTime';
import { LoadError } from '../LoadError';
import { StateLabel } from '../StateLabel';

export interface RunProgressProps {
  cluster: string;
  run: ClusterRun;
}

/** A run while it runs: how far it is, what it does, and how to cancel it; else why it could not be started. */
export function RunProgress(props: RunProgressProps) {
  const { active, busy, error, cancel, start } = props.run;
  const t = useText();
  const refusal = useRunRefusal(props.cluster);
  if (!active)
    return error ? (
      <LoadError isAction error={error} onRetry={() => start()} />
    ) : null;
  const { done, total } = active.progress;
  const what = active.events.at(-1)?.message;
  return (
    <Paper variant="outlined" sx={{ px: 2, py: 1.5 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1.5,
        }}
      >
        <StateLabel of="run" state={active.status} />
        <Box
          role="status"
          sx={{
            flex: '1 1 240px',
            minWidth: 0,
            color: 'text.secondary',
            fontSize: 13,
            overflowWrap: 'anywhere',
          }}
        >
          {total > 0
            ? t('run.progress', { done: `${done}`, total: `${total}` })
            : t('run.planning')}
          {what ? ` · ${what}` : ''} ·{' '}
          <RelativeTime at={active.startedAt} as="for" />
        </Box>
        <ActionButton
          disabledReason={refusal ?? (busy ? t('run.canceling') : undefined)}
          onClick={cancel}
        >
          {t('run.cancel')}
        </ActionButton>
      </Box>
      <LinearProgress
        aria-label={t('run.label')}
        variant={total > 0 ? 'determinate' : 'indeterminate'}
        value={total > 0 ? (done / total) * 100 : undefined}
        sx={{ mt: 1 }}
      />
    </Paper>
  );
}
