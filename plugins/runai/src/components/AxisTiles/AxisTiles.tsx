import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import {
  AXES,
  type AxisName,
  type ClusterSummary,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ReactNode } from 'react';
import { useUndeterminedReason } from '../../hooks/useUndeterminedReason';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import { useLastKnownLabel } from '../../hooks/useLastKnownLabel';
import { headline } from '../../logic/headline';
import { stateLook } from '../../logic/states';
import { axisReason } from '../../logic/axisReason';
import { RelativeTime } from '../RelativeTime';
import { StateLabel } from '../StateLabel';
import { TruncatedText } from '../TruncatedText';

export interface AxisTilesProps {
  cluster: ClusterSummary;
  /** Two beside each other at most, whatever the window's width: for cards. */
  narrow?: boolean;
}

/** The four axes, each with since when and why. */
export function AxisTiles(props: AxisTilesProps) {
  const { cluster, narrow } = props;
  return (
    <Paper
      variant="outlined"
      sx={{
        display: 'grid',
        gridTemplateColumns: {
          xs: 'repeat(2, minmax(0, 1fr))',
          ...(narrow ? {} : { md: 'repeat(4, minmax(0, 1fr))' }),
        },
        gap: '1px',
        overflow: 'hidden',
        bgcolor: 'divider',
        backgroundClip: 'padding-box',
        '& > *': { bgcolor: 'background.paper', px: 2, py: 1.5 },
      }}
    >
      {AXES.map(axis => (
        <AxisTile key={axis} axis={axis} cluster={cluster} />
      ))}
    </Paper>
  );
}

interface OfCluster {
  cluster: ClusterSummary;
}

function AxisTile(props: OfCluster & { axis: AxisName }) {
  const { axis, cluster } = props;
  const t = useText();
  const word = useStateLabel();
  const wasWord = useLastKnownLabel();
  const { state, since, lastKnown } = cluster[axis];
  const why = axisReason(cluster, cluster[axis]);
  const isStale = cluster.stale && axis !== 'connection';
  const isConnecting =
    axis === 'connection' && state === 'unknown' && cluster.polling;
  const version =
    axis === 'install' && cluster.install.version
      ? ` ${cluster.install.version}`
      : '';
  const seenAt =
    axis === 'readiness'
      ? cluster.readiness.checkedAt
      : cluster[axis].observedAt ?? cluster.observedAt;
  const parts: ReactNode[] = [
    axis === 'readiness' ? (
      <ReadinessNote key="note" cluster={cluster} />
    ) : (
      why && (
        <TruncatedText key="why" title={why} lines="all">
          {headline(why)}
        </TruncatedText>
      )
    ),
    axis !== 'readiness' && since && (
      <RelativeTime key="since" at={since} as="for" />
    ),
  ].filter(Boolean);
  const wasState = lastKnown?.state ?? state;
  // What was seen before the connection broke holds no longer "for 3 min": it was so, then.
  const isPast =
    isStale &&
    state !== 'notChecked' &&
    stateLook(axis, wasState).tone !== 'unknown';
  const label =
    axis === 'readiness'
      ? t('axis.readinessOf', { profile: cluster.readiness.profile })
      : t(`axis.${axis}`);
  return (
    <div role="group" aria-label={t(`axis.${axis}`)}>
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{label}</Box>
      <Box sx={{ fontSize: 16, fontWeight: 'fontWeightBold', my: 0.25 }}>
        {isConnecting ? (
          <StateLabel of="run" state="running">
            {t('axis.connecting')}
          </StateLabel>
        ) : (
          <StateLabel
            of={axis}
            state={isPast ? wasState : state}
            stale={isStale}
            size={18}
          >
            {isPast ? wasWord(axis, wasState) : word(axis, state)}
            {version}
          </StateLabel>
        )}
      </Box>
      <Box
        sx={{ fontSize: 12, color: 'text.secondary', overflowWrap: 'anywhere' }}
      >
        {isPast && (lastKnown?.observedAt ?? seenAt) && (
          <RelativeTime at={lastKnown?.observedAt ?? seenAt ?? ''} as="ago" />
        )}
        {!isPast &&
          parts.map((part, index) => (
            <span key={index}>
              {index > 0 && ' · '}
              {part}
            </span>
          ))}
        {!isPast && lastKnown && (
          <Box component="span" sx={{ fontStyle: 'italic' }}>
            {parts.length > 0 && ' · '}
            {wasWord(axis, lastKnown.state)}{' '}
            <RelativeTime at={lastKnown.observedAt} as="ago" />
          </Box>
        )}
        {stateLook(axis, state).tone === 'unknown' &&
          parts.length === 0 &&
          !lastKnown &&
          t('axis.neverObserved')}
      </Box>
    </div>
  );
}

function ReadinessNote(props: OfCluster) {
  const { state, since, blockers, checkedAt, attested, counts } =
    props.cluster.readiness;
  const t = useText();
  const notJudged = useUndeterminedReason(blockers);
  const notes = [
    state === 'undetermined' && notJudged,
    state !== 'undetermined' && blockers.length > 0
      ? t('readiness.blockers', { count: blockers.length })
      : undefined,
    state === 'readyWithWarnings'
      ? t('readiness.warnings', {
          count: counts.warn + counts.fail + counts.unknown,
        })
      : undefined,
    attested ? t('readiness.stated', { count: attested }) : undefined,
  ].filter(Boolean);
  return (
    <>
      {notes.join(' · ')}
      {since && (
        <>
          {notes.length > 0 && ' · '}
          <RelativeTime at={since} as="for" />
        </>
      )}
      {checkedAt && (
        <>
          {(notes.length > 0 || since) && ' · '}
          {t('readiness.checked')} <RelativeTime at={checkedAt} as="ago" />
        </>
      )}
    </>
  );
}
