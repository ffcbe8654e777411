import type { ClusterSnapshot } from '@runai-portal/checks';
import type {
  ConnectionState,
  InstallAxis,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterChange, StoredDetail } from '../database/ClusterStore';
import type { ObservedCluster } from '../database/clusterRow';
import { WORST_TO_BEST } from '../database/clusterFields';
import { nextSteadyAxis } from './hysteresis';
import { nextAxis, type Seen } from './nextAxis';

/** For how long the health that was seen last is still shown as the health. */
export const HEALTH_KEPT_MS = 5 * 60_000;

/** Pods of an installation move; other changes of its state are what somebody does, and hold at once. */
const STEADY_INSTALL_STATES = ['degraded', 'installed'] as const;

/**
 * What a poll makes of a cluster.
 *
 * @remarks Connected: everything is as it was seen; what could not be read is not known. Health and installation believe a change
 * only when it stays. Not connected: the connection says why,
 * all else stays with its age; after five minutes, and at once where it was never seen, the health is `unknown`, with the last
 * one beside it. The verdict on readiness is the runs' business and stays with its date.
 */
export function nextState(
  before: ObservedCluster,
  snapshot: ClusterSnapshot,
  now: Date,
): ClusterChange {
  const { connection: seen, install } = snapshot;
  if (seen.state !== 'connected') {
    return nextStateUnseen(before, seen, now);
  }
  const at = now.toISOString();
  const health = nextSteadyAxis({
    before: before.health,
    pending: before.pending?.health,
    seen: snapshot.healthNow,
    at,
    worstToBest: WORST_TO_BEST.health,
  });
  const installed = nextSteadyAxis({
    before: before.install,
    pending: before.pending?.install,
    seen: {
      state: install.state,
      reason: install.cluster.reason,
      message: install.cluster.message,
    },
    at,
    worstToBest: STEADY_INSTALL_STATES,
  });
  return {
    polledAt: at,
    observedAt: at,
    connection: nextAxis(before.connection, seen, at),
    health: health.axis,
    install: withVersion(installed.axis, install.version),
    pending: {
      ...(health.pending && { health: health.pending }),
      ...(installed.pending && { install: installed.pending }),
    },
    ...(snapshot.platform && { platform: snapshot.platform }),
    capacity: snapshot.capacity,
    ...(snapshot.nodes && { nodesObservedAt: at }),
    detail: detailOf(snapshot),
    installView: {
      ...install,
      state: installed.axis.state,
      observedAt: install.observedAt ?? at,
    },
  };
}

/** What the allocation of GPUs, which is read beside a poll and comes later, adds to what the poll wrote. */
export function withAllocation(snapshot: ClusterSnapshot): ClusterChange {
  return {
    capacity: snapshot.capacity,
    detail: detailOf(snapshot),
  };
}

/** What a poll makes of a cluster that it could not see, for whatever reason. */
export function nextStateUnseen(
  before: ObservedCluster,
  seen: Seen<ConnectionState>,
  now: Date,
): ClusterChange {
  const at = now.toISOString();
  return {
    polledAt: at,
    connection: nextAxis(before.connection, seen, at),
    ...withoutConnection(before, seen, now),
  };
}

function detailOf(snapshot: ClusterSnapshot): StoredDetail {
  return {
    settings: snapshot.detected,
    platformLines: snapshot.platformLines,
    gpus: snapshot.gpus ?? [],
    services: snapshot.install.services,
    conditions: snapshot.install.conditions,
  };
}

function withoutConnection(
  before: ObservedCluster,
  connection: Seen<ConnectionState>,
  now: Date,
): ClusterChange {
  const age = before.observedAt
    ? now.getTime() - new Date(before.observedAt).getTime()
    : Infinity;
  if (age <= HEALTH_KEPT_MS) {
    return {};
  }
  const at = now.toISOString();
  const seen = {
    state: 'unknown' as const,
    reason: 'NotConnected',
    message: connection.message,
  };
  const { health, install } = before;
  return {
    health: keepObservation(health, nextAxis(health, seen, at)),
    ...(!before.observedAt && {
      install: keepObservation(install, nextAxis(install, seen, at)),
    }),
  };
}

/** Nothing was observed: the axis is as old as it was. */
function keepObservation<A extends { observedAt?: string }>(
  before: A,
  after: A,
): A {
  const { observedAt: _now, ...rest } = after;
  return {
    ...rest,
    ...(before.observedAt && { observedAt: before.observedAt }),
  } as A;
}

function withVersion(
  axis: InstallAxis,
  version: string | undefined,
): InstallAxis {
  return version === undefined ? axis : { ...axis, version };
}
