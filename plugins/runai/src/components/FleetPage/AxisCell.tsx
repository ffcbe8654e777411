import Box from '@mui/material/Box';
import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import type { ReactNode } from 'react';
import { useStateWord } from '../../hooks/useStateWord';
import { useText } from '../../hooks/useText';
import { stateLook } from '../../logic/states';
import { Ago, useAge } from '../Ago';
import { StateWord } from '../StateWord';

function Beneath(props: { children?: ReactNode; stale?: boolean }) {
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
function WasState(props: {
  of: 'readiness' | 'install';
  cluster: ClusterSummary;
  children?: ReactNode;
}) {
  const { of, cluster, children } = props;
  const t = useText();
  const word = useStateWord();
  const axis = cluster[of];
  const seenAt =
    axis.observedAt ??
    (of === 'readiness' ? cluster.readiness.checkedAt : cluster.observedAt);
  const known =
    axis.lastKnown ??
    (axis.state === 'unknown'
      ? undefined
      : { state: axis.state, observedAt: seenAt });
  if (!known) return <StateWord of={of} state={axis.state} stale />;
  return (
    <Box sx={{ color: 'text.secondary', fontStyle: 'italic' }}>
      {t('axis.was', { state: word(of, known.state).toLocaleLowerCase() })}
      {children}
      {known.observedAt && (
        <Beneath stale>
          <Ago at={known.observedAt} as="ago" />
        </Beneath>
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
  const age = useAge();
  const word = useStateWord();
  const axis = cluster[of];
  if (of === 'connection' && cluster.polling && axis.state === 'unknown') {
    return (
      <>
        <StateWord of="run" state="running">
          {t('axis.connecting')}
        </StateWord>
        <Beneath>
          <Ago at={cluster.polling.since} as="for" />
        </Beneath>
      </>
    );
  }
  if (of === 'health' && axis.lastKnown) {
    return (
      <>
        <StateWord of="health" state={axis.state} stale />
        <Beneath stale>
          {t('axis.was', {
            state: word('health', axis.lastKnown.state).toLocaleLowerCase(),
          })}
        </Beneath>
      </>
    );
  }
  const isFine = stateLook(of, axis.state).tone === 'ok';
  const why = isFine ? undefined : axis.message ?? axis.reason;
  const duration =
    of === 'connection' && !isFine && axis.since
      ? age(axis.since, 'for')
      : undefined;
  return (
    <>
      <StateWord
        of={of}
        state={axis.state}
        stale={of === 'health' && cluster.stale}
      />
      <Beneath>{[why, duration].filter(Boolean).join(', ')}</Beneath>
    </>
  );
}

export interface ClusterCellProps {
  cluster: ClusterSummary;
}

/** The verdict with its first blocker, or how many checks it rests on. */
export function ReadinessCell(props: ClusterCellProps) {
  const { cluster } = props;
  const t = useText();
  const { state, counts, blockers, attested } = cluster.readiness;
  if (cluster.stale && state !== 'notChecked')
    return <WasState of="readiness" cluster={cluster} />;
  const [first] = blockers;
  const judged = counts.pass + counts.warn + counts.fail + counts.unknown;
  const lines: Record<string, string | undefined> = {
    ready: t('readiness.met', { passed: `${counts.pass}`, total: `${judged}` }),
    readyWithWarnings: [
      t('readiness.warnings', {
        count: counts.warn + counts.fail + counts.unknown,
      }),
      attested ? t('readiness.stated', { count: attested }) : undefined,
    ]
      .filter(Boolean)
      .join(', '),
    notReady: first?.message,
    undetermined:
      first?.message ??
      (counts.skipped > 0
        ? t('readiness.notRun', { count: counts.skipped })
        : undefined),
  };
  return (
    <>
      <StateWord of="readiness" state={state} />
      <Beneath>
        {lines[state]}
        {blockers.length > 1 &&
          ` ${t('readiness.more', { count: blockers.length - 1 })}`}
      </Beneath>
    </>
  );
}

/** Where Run:ai's installation stands, with its version or what it waits for. */
export function InstallCell(props: ClusterCellProps) {
  const { cluster } = props;
  const { state, version, message } = cluster.install;
  if (cluster.stale && (state !== 'unknown' || cluster.install.lastKnown)) {
    return (
      <WasState of="install" cluster={cluster}>
        {version && ` ${version}`}
      </WasState>
    );
  }
  const why = ['installed', 'notInstalled'].includes(state)
    ? undefined
    : message;
  return (
    <>
      <StateWord of="install" state={state} />
      <Beneath>{[version, why].filter(Boolean).join(' · ')}</Beneath>
    </>
  );
}
