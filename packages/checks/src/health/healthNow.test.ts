import { fact, testProfile, testSettings, unreadable } from '../testing';
import { nodesFact } from '../facts/nodes';
import type { NodeFact } from '../facts/nodeFact';
import { gpuNode, HARDWARE } from '../testing/gpuStack';
import { controlPlaneFact, nodeFact } from '../testing/nodes';
import { healthNow } from './healthNow';

function health(nodes: readonly NodeFact[], dra = false) {
  const { outcome } = fact(nodesFact, nodes);
  return healthNow({
    connection: { state: 'connected' },
    nodes: outcome.ok ? { ...outcome, value: nodes } : outcome,
    profile: testProfile(),
    settings: testSettings(),
    dra,
  });
}

describe('health right now', () => {
  it.each<[string, NodeFact[], string, string]>([
    [
      'all nodes are ready',
      [controlPlaneFact('cp-1'), gpuNode('gpu-1', 8)],
      'healthy',
      'AllWell',
    ],
    [
      'a node is not ready',
      [nodeFact('a'), nodeFact('b', { ready: 'Unknown' })],
      'degraded',
      'NodeNotReady',
    ],
    [
      'a GPU node offers no GPU',
      [nodeFact('a'), nodeFact('gpu-1', { labels: HARDWARE })],
      'degraded',
      'GpuNodeOffersNoGpu',
    ],
    [
      'a node is under pressure',
      [
        nodeFact('a', {
          conditions: [{ type: 'DiskPressure', status: 'True' }],
        }),
      ],
      'degraded',
      'NodePressure',
    ],
    [
      'no worker is ready',
      [controlPlaneFact('cp-1'), nodeFact('a', { ready: 'False' })],
      'unavailable',
      'NoReadyNode',
    ],
    ['there is no node', [], 'unavailable', 'NoNodes'],
    [
      'a node is cordoned',
      [nodeFact('a'), nodeFact('b', { unschedulable: true })],
      'healthy',
      'AllWell',
    ],
  ])('where %s', (_what, nodes, state, reason) => {
    expect(health(nodes)).toMatchObject({ state, reason });
  });

  it('does not miss GPUs that are offered by Dynamic Resource Allocation', () => {
    expect(health([nodeFact('gpu-1', { labels: HARDWARE })], true).state).toBe(
      'healthy',
    );
  });

  it('is unknown where nodes cannot be read, or nothing is connected', () => {
    const input = {
      profile: testProfile(),
      settings: testSettings(),
      dra: false,
    };
    const denied = unreadable('Forbidden', 'Forbidden(list nodes)');
    expect(
      healthNow({
        ...input,
        connection: { state: 'connected' },
        nodes: denied,
      }),
    ).toMatchObject({ state: 'unknown', reason: 'Forbidden' });
    expect(
      healthNow({
        ...input,
        connection: { state: 'unreachable', message: 'no route' },
        nodes: denied,
      }),
    ).toEqual({
      state: 'unknown',
      reason: 'NotConnected',
      message: 'no route',
    });
  });
});
