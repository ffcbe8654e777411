import type { ClusterSnapshot } from '@runai-portal/checks';
import type { ObservedCluster } from '../database/clusterRow';
import { nextState, nextStateUnseen } from './nextState';

const minute = (count: number) => new Date(Date.UTC(2026, 10, 24, 10, count));
const component = {
  state: 'notInstalled' as const,
  reason: 'NothingFound',
  message: 'Nothing of it is there',
  evidence: [],
};

function snapshot(more: Partial<ClusterSnapshot> = {}): ClusterSnapshot {
  return {
    observedAt: minute(0).toISOString(),
    connection: { state: 'connected' },
    healthNow: { state: 'healthy', reason: 'AllWell', message: 'All is well' },
    install: {
      cluster: component,
      backend: component,
      state: 'notInstalled',
      workloads: { ready: 0, desired: 0 },
      services: [],
      conditions: [],
      residue: [],
    },
    capacity: { nodes: { total: 1, ready: 1 } },
    platform: undefined,
    platformLines: [],
    detected: [],
    unreadable: [],
    ...more,
  };
}

const lost = snapshot({
  connection: { state: 'unreachable', reason: 'Timeout', message: 'Silent' },
});

const unseen: ObservedCluster = {
  connection: { state: 'unknown' },
  health: { state: 'unknown' },
  readiness: {
    state: 'notChecked',
    profile: 'p',
    counts: {
      pass: 0,
      warn: 0,
      fail: 0,
      unknown: 0,
      notApplicable: 0,
      skipped: 0,
    },
    blockers: [],
  },
  install: { state: 'unknown' },
};

/** What stands in the database after polls, one after the other. */
function after(...polls: [ClusterSnapshot, number][]): ObservedCluster {
  return polls.reduce<ObservedCluster>(
    (stored, [seen, at]) => ({
      ...stored,
      ...nextState(stored, seen, minute(at)),
    }),
    unseen,
  );
}

describe('the state after a poll', () => {
  it('has a since that stays while the state stays', () => {
    const { connection, health } = after([snapshot(), 0], [snapshot(), 1]);
    expect(connection.since).toBe(minute(0).toISOString());
    expect(connection.observedAt).toBe(minute(1).toISOString());
    expect(health.since).toBe(minute(0).toISOString());
  });

  it('fixture 48: keeps all but the connection for five minutes after it was lost', () => {
    const state = after([snapshot(), 0], [lost, 1], [lost, 5]);
    expect(state.connection).toMatchObject({
      state: 'unreachable',
      reason: 'Timeout',
      since: minute(1).toISOString(),
    });
    expect(state.health.state).toBe('healthy');
    expect(state.observedAt).toBe(minute(0).toISOString());
    expect(state.capacity).toEqual({ nodes: { total: 1, ready: 1 } });
  });

  it('does not know the health after that, and says what it was', () => {
    const state = after([snapshot(), 0], [lost, 1], [lost, 6], [lost, 7]);
    expect(state.health).toMatchObject({
      state: 'unknown',
      reason: 'NotConnected',
      since: minute(6).toISOString(),
      lastKnown: { state: 'healthy', observedAt: minute(0).toISOString() },
    });
    expect(state.install.state).toBe('notInstalled');
    const back = after([snapshot(), 0], [lost, 6], [snapshot(), 8]);
    expect(back.health.state).toBe('healthy');
    expect(back.health.lastKnown).toBeUndefined();
  });

  it('knows nothing of a cluster that was never seen, and shows no zero', () => {
    const state = after([lost, 0]);
    expect(state.health).toMatchObject({
      state: 'unknown',
      reason: 'NotConnected',
    });
    expect(state.install).toMatchObject({
      state: 'unknown',
      reason: 'NotConnected',
    });
    expect(state.health.observedAt).toBeUndefined();
    expect(state.capacity).toBeUndefined();
    expect(state.observedAt).toBeUndefined();
  });

  it('does not know the health of a cluster whose polls fail, either', () => {
    const failed = { state: 'unknown' as const, reason: 'PollFailed' };
    const seen = after([snapshot(), 0]);
    expect(nextStateUnseen(seen, failed, minute(5)).health).toBeUndefined();
    expect(nextStateUnseen(seen, failed, minute(6)).health).toMatchObject({
      state: 'unknown',
      lastKnown: { state: 'healthy', observedAt: minute(0).toISOString() },
    });
  });

  it('does not keep a capacity that can no longer be read of a connected cluster', () => {
    const { capacity } = after(
      [snapshot(), 0],
      [snapshot({ capacity: undefined }), 1],
    );
    expect(capacity).toBeUndefined();
  });
});
