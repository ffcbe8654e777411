import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import type { StoredCluster } from '../database/clusterRow';

/** What the age of values is judged by. */
export interface Ages {
  now: Date;
  /** How often clusters are polled, in milliseconds. */
  pollMs: number;
}

/** A poll that takes longer than this is that of a replica that died. */
export const POLL_TIMEOUT_MS = 120_000;

const FRESH_MS = 5 * 60_000;

/** A cluster as the API shows it: what depends on the present moment is added here. */
export function toSummary(cluster: StoredCluster, ages: Ages): ClusterSummary {
  const { profile: _profile, ...declared } = cluster.declared;
  const {
    pollingSince,
    polledAt: _polledAt,
    pollClaim: _pollClaim,
    pollIntervalMs: _pollIntervalMs,
    pending: _pending,
    nodesHash: _nodesHash,
    ...observed
  } = cluster.observed;
  return {
    ...declared,
    ...observed,
    stale: isStale(cluster, ages),
    ...(isPolling(pollingSince, ages.now) && {
      polling: { since: pollingSince },
    }),
    ...maintenance(declared, ages.now),
  };
}

/** From when on an observation counts as missing: polls come late sometimes, so two of them may. */
export function gapMs(
  { pollMs }: Pick<Ages, 'pollMs'>,
  { pollIntervalMs = pollMs }: { pollIntervalMs?: number },
): number {
  return Math.max(FRESH_MS, 2.5 * pollIntervalMs);
}

function isStale({ observed }: StoredCluster, ages: Ages): boolean {
  if (!observed.observedAt) {
    return false;
  }
  const age = ages.now.getTime() - new Date(observed.observedAt).getTime();
  return (
    observed.connection.state !== 'connected' || age > gapMs(ages, observed)
  );
}

function isPolling(since: string | undefined, now: Date): since is string {
  return (
    since !== undefined &&
    now.getTime() - new Date(since).getTime() <= POLL_TIMEOUT_MS
  );
}

/** Maintenance that is over is not shown. */
function maintenance(
  { maintenance: announced }: Pick<ClusterSummary, 'maintenance'>,
  now: Date,
): Pick<ClusterSummary, 'maintenance'> {
  return announced && new Date(announced.until).getTime() <= now.getTime()
    ? { maintenance: undefined }
    : {};
}
