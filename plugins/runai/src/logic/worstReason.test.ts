import { aCluster, anUnreachableCluster, counts } from '../testing/builders';
import { worstReason } from './worstReason';

describe('what is wrong with a cluster first', () => {
  const cluster = aCluster('gpu-prod');
  const notReady = {
    state: 'notReady' as const,
    profile: 'runai-2021.04',
    counts: counts({ fail: 1 }),
    blockers: [
      {
        checkId: 'gpu.node-driver',
        title: 'Driver',
        reason: 'DriverMissing',
        message: 'gpu-07 has no driver. Its pod restarts.',
      },
    ],
  };

  it('is nothing where all is well, with Run:ai or without it', () => {
    expect(worstReason(cluster)).toBeUndefined();
    expect(
      worstReason({ ...cluster, install: { state: 'notInstalled' } }),
    ).toBeUndefined();
  });

  it('is the connection before anything else', () => {
    expect(
      worstReason({ ...anUnreachableCluster('edge'), readiness: notReady }),
    ).toEqual({
      axis: 'connection',
      reason: 'certificate signed by an unknown authority',
    });
  });

  it('is its health before its readiness, and that before its installation', () => {
    const failed = { state: 'failed' as const, message: 'It failed.' };
    const unwell = {
      ...cluster,
      health: { state: 'degraded' as const, message: 'A node is down.' },
      readiness: notReady,
      install: failed,
    };
    expect(worstReason(unwell)).toEqual({
      axis: 'health',
      reason: 'A node is down',
    });
    expect(worstReason({ ...unwell, health: cluster.health })).toEqual({
      axis: 'readiness',
      reason: 'gpu-07 has no driver',
    });
    expect(worstReason({ ...cluster, install: failed })).toEqual({
      axis: 'install',
      reason: 'It failed',
    });
  });

  it('has a state alone where nothing says why', () => {
    expect(worstReason({ ...cluster, health: { state: 'unknown' } })).toEqual({
      axis: 'health',
    });
  });
});
