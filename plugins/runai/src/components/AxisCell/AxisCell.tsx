import Box from '@mui/material/Box';
import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import type { ReactNode } from 'react';
import { useText } from '../../hooks/useText';
import { useLastKnownLabel } from '../../hooks/useLastKnownLabel';
import { headline } from '../../logic/headline';
import { stateLook } from '../../logic/states';
import { axisReason } from '../../logic/axisReason';
import { RelativeTime } from '../RelativeTime';
import { TruncatedText } from '../TruncatedText';
import { useUndeterminedReason } from '../../hooks/useUndeterminedReason';
import { StateLabel } from '../StateLabel';

function SecondaryLine(props: { children?: ReactNode; stale?: boolean }) {
  const { children, stale } = props;
  return children ? (
    <Box
      sx={{
        fontSize: 12,
        color: 'text.secondary',
        fontStyle: stale ? 'italic' : undefined,
      }}
    >
      {children}
    </Box>
  ) : null;
}

/** What was last known of an axis that is unknown now, and how old that is: "was ready", "14 min ago". */
function LastKnownState(props: {
  of: 'health' | 'readiness' | 'install';
  cluster: ClusterSummary;
  children?: ReactNode;
}) {
  const { of, cluster, children } = props;
  const wasWord = useLastKnownLabel();
  const axis = cluster[of];
  const seenAt =
    axis.observedAt ??
    (of === 'readiness' ? cluster.readiness.checkedAt : cluster.observedAt);
  const known =
    axis.lastKnown ??
    (axis.state === 'unknown'
      ? undefined
      : { state: axis.state, observedAt: seenAt });
  if (!known) return <StateLabel of={of} state={axis.state} stale />;
  return (
    <Box sx={{ color: 'text.secondary', fontStyle: 'italic' }}>
      {wasWord(of, known.state)}
      {children}
      {known.observedAt && (
        <SecondaryLine stale>
          <RelativeTime at={known.observedAt} as="ago" />
        </SecondaryLine>
      )}
    </Box>
  );
}

export interface AxisCellProps {
  of: 'connection' | 'health';
  cluster: ClusterSummary;
}

/** Connection or health in a row: its word, and why where it is not well. */
export function AxisCell(props: AxisCellProps) {
  const { of, cluster } = props;
  const t = useText();
  const axis = cluster[of];
  if (of === 'connection' && cluster.polling && axis.state === 'unknown') {
    return (
      <>
        <StateLabel of="run" state="running">
          {t('axis.connecting')}
        </StateLabel>
        <SecondaryLine>
          <RelativeTime at={cluster.polling.since} as="for" />
        </SecondaryLine>
      </>
    );
  }
  if (of === 'health' && cluster.stale && (axis.lastKnown || axis.observedAt)) {
    return <LastKnownState of="health" cluster={cluster} />;
  }
  const isFine = stateLook(of, axis.state).tone === 'ok';
  const why = isFine ? undefined : axisReason(cluster, axis);
  return (
    <>
      <StateLabel of={of} state={axis.state} />
      {of === 'connection' && !isFine && axis.since && (
        <SecondaryLine>
          <RelativeTime at={axis.since} as="for" />
        </SecondaryLine>
      )}
      {/* AxisReason a cluster cannot be reached is what its row is for: more room than other reasons. */}
      <AxisReason message={why} lines={of === 'connection' ? 6 : 2} />
    </>
  );
}

/** The first sentence of a message in a few lines, two where not said; the whole of it in a tooltip. */
function AxisReason(props: { message?: string; lines?: number }) {
  const { message, lines } = props;
  return message ? (
    <SecondaryLine>
      <TruncatedText title={message} lines={lines}>
        {headline(message)}
      </TruncatedText>
    </SecondaryLine>
  ) : null;
}

export interface ClusterCellProps {
  cluster: ClusterSummary;
}

/** The verdict with its first blocker, or how many checks it rests on. */
export function ReadinessCell(props: ClusterCellProps) {
  const { cluster } = props;
  const t = useText();
  const { state, counts, blockers, attested, sentence } = cluster.readiness;
  const notJudged = useUndeterminedReason(blockers);
  if (cluster.stale && state !== 'notChecked')
    return <LastKnownState of="readiness" cluster={cluster} />;
  const [first] = blockers;
  const judged = counts.pass + counts.warn + counts.fail + counts.unknown;
  const lines: Record<string, string | undefined> = {
    ready: [
      t('readiness.met', { passed: `${counts.pass}`, total: `${judged}` }),
      attested ? t('readiness.stated', { count: attested }) : undefined,
    ]
      .filter(Boolean)
      .join(', '),
    readyWithWarnings: [
      t('readiness.warnings', {
        count: counts.warn + counts.fail + counts.unknown,
      }),
      attested ? t('readiness.stated', { count: attested }) : undefined,
    ]
      .filter(Boolean)
      .join(', '),
    notReady: first && headline(first.message),
    undetermined: notJudged,
  };
  const more =
    state === 'notReady' && blockers.length > 1
      ? t('readiness.more', { count: blockers.length - 1 })
      : undefined;
  const whole = [sentence, ...new Set(blockers.map(({ message }) => message))];
  return (
    <>
      <StateLabel of="readiness" state={state} />
      {lines[state] && (
        <SecondaryLine>
          <TruncatedText title={whole.filter(Boolean).join('\n')}>
            {lines[state]}
          </TruncatedText>
          {more}
        </SecondaryLine>
      )}
    </>
  );
}

/** Where Run:ai's installation stands, with its version or what it waits for. */
export function InstallCell(props: ClusterCellProps) {
  const { cluster } = props;
  const { state, version } = cluster.install;
  if (cluster.stale && (state !== 'unknown' || cluster.install.lastKnown)) {
    return (
      <LastKnownState of="install" cluster={cluster}>
        {version && ` ${version}`}
      </LastKnownState>
    );
  }
  const why = ['installed', 'notInstalled'].includes(state)
    ? undefined
    : axisReason(cluster, cluster.install);
  return (
    <>
      <StateLabel of="install" state={state} />
      {version && <SecondaryLine>{version}</SecondaryLine>}
      <AxisReason message={why} />
    </>
  );
}
