import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import { ActionButton } from '../ActionButton';
import type { ClusterRun } from '../../hooks/useClusterRun';
import { useText } from '../../hooks/useText';
import { Ago } from '../Ago';
import { LoadError } from '../LoadError';
import { StateWord } from '../StateWord';

export interface RunProgressProps {
  run: ClusterRun;
}

/** A run while it runs: how far it is, what it does, and how to cancel it; else why it could not be started. */
export function RunProgress(props: RunProgressProps) {
  const { active, busy, error, cancel, start } = props.run;
  const t = useText();
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
        <StateWord of="run" state={active.status} />
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
          {what ? ` · ${what}` : ''} · <Ago at={active.startedAt} as="for" />
        </Box>
        <ActionButton disabled={busy} onClick={cancel}>
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
