import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type {
  CheckSummary,
  ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import { useState } from 'react';
import type { ClusterRun } from '../../hooks/useClusterRun';
import { useText } from '../../hooks/useText';
import { useVerdict } from '../../hooks/useVerdict';
import { countByStatus, namedCounts } from '../../logic/checkGroups';
import { headline } from '../../logic/headline';
import { stateLook } from '../../logic/states';
import { checksRouteRef } from '../../routes';
import { toneColor } from '../../theme';
import { ActionButton } from '../ActionButton';
import { RelativeTime } from '../RelativeTime';
import { RunButton } from '../RunButton';
import { StateIcon } from '../StateIcon';
import { TextLink } from '../TextLink';
import { RunChanges } from './RunChanges';

export interface VerdictPanelProps {
  cluster: ClusterDetail;
  summaries: CheckSummary[];
  run: ClusterRun;
  /** Whether the comparison with other settings is open, and how to open it. */
  comparing: boolean;
  onCompare(): void;
}

/** The verdict in a sentence, what it rests on, and what changed since the run before. */
export function VerdictPanel(props: VerdictPanelProps) {
  const { cluster, summaries, run, comparing, onCompare } = props;
  const { readiness } = cluster;
  const t = useText();
  const checksPath = useRouteRef(checksRouteRef)();
  const verdict = useVerdict(cluster);
  const [showChanges, setShowChanges] = useState(false);
  const isPast = cluster.stale && readiness.state !== 'notChecked';
  const { tone } = isPast
    ? { tone: 'neutral' as const }
    : stateLook('readiness', readiness.state);
  const counts = countByStatus(summaries);
  const waiting = summaries.filter(summary => summary.blockedBy).length;
  const parts = namedCounts(counts).map(({ status, count }) => {
    const part = t(`check.sentence.${status}`, { count });
    return status === 'unknown' && waiting > 0
      ? `${part} (${t('check.sentence.waiting', { count: waiting })})`
      : part;
  });
  const root = readiness.blockers.find(({ reason }) => reason !== 'NotRun');
  const last = run.last?.finishedAt ? run.last : undefined;
  const seconds =
    last?.finishedAt &&
    (Date.parse(last.finishedAt) - Date.parse(last.startedAt)) / 1000;
  const changes = last?.changes;
  const hasChanges =
    changes && changes.fixed.length + changes.broken.length > 0;

  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={t('check.verdict')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1.5,
        px: 2,
        py: 1.75,
        borderLeftWidth: 4,
        borderLeftColor: theme => toneColor(theme, tone),
      }}
    >
      <StateIcon
        of="readiness"
        state={readiness.state}
        size={26}
        stale={isPast}
      />
      <Box sx={{ flex: '1 1 360px', minWidth: 0 }}>
        <Typography
          component="h2"
          sx={{ fontSize: 16, fontWeight: 'fontWeightBold', lineHeight: 1.35 }}
        >
          {verdict}
        </Typography>
        <Box
          sx={{ mt: 0.25, color: 'text.secondary', overflowWrap: 'anywhere' }}
        >
          {root && `${headline(root.message)}. `}
          {t('check.sentence.of', {
            total: `${summaries.length}`,
            parts: parts.join(', '),
          })}{' '}
          {t('check.sentence.profile')}{' '}
          <TextLink
            to={`${checksPath}?profile=${encodeURIComponent(
              readiness.profile,
            )}`}
          >
            {readiness.profile}
          </TextLink>
          {readiness.checkedAt ? (
            <>
              , {t('readiness.checked')}{' '}
              <RelativeTime at={readiness.checkedAt} as="ago" />
            </>
          ) : (
            `, ${t('check.neverChecked')}`
          )}
          {readiness.checkedAt && last && seconds !== undefined && (
            <>
              {' '}
              {t('check.sentence.effort', {
                seconds: `${
                  Math.max(1, Math.round(Number(seconds) * 10)) / 10
                }`,
                count: last.requests,
              })}
            </>
          )}
          .{' '}
          {hasChanges && (
            <Button
              size="small"
              aria-expanded={showChanges}
              onClick={() => setShowChanges(!showChanges)}
              sx={{
                p: 0,
                minWidth: 0,
                textTransform: 'none',
                verticalAlign: 'baseline',
                fontSize: 'inherit',
                lineHeight: 'inherit',
              }}
            >
              {t('run.sinceLast')}{' '}
              {[
                changes.fixed.length > 0 &&
                  t('run.fixed', { number: `${changes.fixed.length}` }),
                changes.broken.length > 0 &&
                  t('run.new', { number: `${changes.broken.length}` }),
              ]
                .filter(Boolean)
                .join(', ')}
            </Button>
          )}
        </Box>
        {hasChanges && showChanges && (
          <RunChanges changes={changes} summaries={summaries} />
        )}
      </Box>
      <Box
        sx={{ alignSelf: 'center', display: 'flex', flexWrap: 'wrap', gap: 1 }}
      >
        <ActionButton aria-expanded={comparing} onClick={onCompare}>
          {t('compare.open')}
        </ActionButton>
        <RunButton cluster={cluster} run={run} request={{ only: 'notPassing' }}>
          {t('run.checkNotPassing')}
        </RunButton>
      </Box>
    </Paper>
  );
}
