import { Reading } from '../engine/Reading';
import { gpuDraFact, type DraNodeFact } from '../facts/gpuDra';
import { gpuOperatorFact } from '../facts/gpuOperator';
import {
  fact,
  facts,
  failedFact,
  TEST_NOW,
  testProfile,
  testSettings,
} from '../testing';
import { nodesFact } from '../facts/nodes';
import { workloadsFact } from '../facts/workloads';
import type { NodeFact } from '../facts/nodeFact';
import { gpuNode, HARDWARE, NO_OPERATOR } from '../testing/gpuStack';
import { controlPlaneFact, nodeFact } from '../testing/nodes';
import { healthNow } from './healthNow';

const CONTEXT = {
  profile: testProfile(),
  settings: testSettings(),
  now: TEST_NOW,
};
const CONNECTED = { state: 'connected' as const };

/** An installation in which nothing comes up. */
function installOf(reason = 'AllReady') {
  const component = { state: 'installed' as const, evidence: [] };
  return {
    cluster: { ...component, reason, message: 'agent has 0 of 1 ready' },
    backend: { ...component, reason: 'AllReady', message: 'all ready' },
  };
}

function health(
  nodes: readonly NodeFact[],
  {
    dra,
    slices,
    install,
  }: {
    dra?: boolean;
    slices?: readonly DraNodeFact[];
    install?: ReturnType<typeof installOf>;
  } = {
    slices: [],
  },
) {
  const reading = new Reading(
    facts(
      fact(nodesFact, nodes),
      ...(slices ? [fact(gpuDraFact, slices)] : []),
      ...(dra === undefined ? [] : stackOf(dra)),
    ),
    CONTEXT,
  );
  return healthNow(reading, CONNECTED, install ?? installOf());
}

/** A stack that offers GPUs by Dynamic Resource Allocation, or does not. */
function stackOf(dra: boolean) {
  const gpuClusters = dra
    ? [{ kind: 'GPUCluster' as const, name: 'gpus', driverDisabled: false }]
    : [];
  return [
    fact(workloadsFact, []),
    fact(gpuOperatorFact, { ...NO_OPERATOR, gpuClusters }),
  ];
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

  it.each<[string, Parameters<typeof health>[1], string]>([
    [
      'a ResourceSlice offers them, though workloads could not be read',
      { slices: [{ node: 'gpu-1', devices: 8 }] },
      'healthy',
    ],
    [
      'neither ResourceSlices nor workloads could be read',
      { slices: undefined },
      'healthy',
    ],
    [
      'ResourceSlices could not be read, and Dynamic Resource Allocation is used',
      { slices: undefined, dra: true },
      'healthy',
    ],
    [
      'ResourceSlices could not be read, and a device plugin is used',
      { slices: undefined, dra: false },
      'degraded',
    ],
    [
      'other nodes alone have a ResourceSlice',
      { slices: [{ node: 'gpu-2', devices: 8 }], dra: true },
      'degraded',
    ],
  ])('tells of GPUs that are not offered where %s', (_what, told, state) => {
    expect(health([nodeFact('gpu-1', { labels: HARDWARE })], told).state).toBe(
      state,
    );
  });

  it('names the node whose device plugin is gone: the kubelet keeps its resource at 0', () => {
    const broken = nodeFact('gpu-2', { capacity: { 'nvidia.com/gpu': '0' } });
    expect(health([gpuNode('gpu-1', 8), broken])).toMatchObject({
      state: 'degraded',
      message: '1 GPU node offers no GPU: gpu-2',
    });
  });

  it('is unknown where nodes cannot be read, or nothing is connected', () => {
    const denied = new Reading(
      facts(failedFact(nodesFact, 'Forbidden', 'Forbidden(list nodes)')),
      CONTEXT,
    );
    expect(healthNow(denied, CONNECTED, installOf())).toEqual({
      state: 'unknown',
      reason: 'Forbidden',
      message: 'Forbidden(list nodes)',
    });
    const away = { state: 'unreachable' as const, message: 'no route' };
    expect(healthNow(denied, away, installOf())).toEqual({
      state: 'unknown',
      reason: 'NotConnected',
      message: 'no route',
    });
  });

  it.each(['PodsMoving', 'RollingOut', 'ServicesStarting'])(
    'is progressing while services of Run:ai come up (%s), unless something is wrong',
    reason => {
      const install = installOf(reason);

      expect(health([nodeFact('a')], { install })).toEqual({
        state: 'progressing',
        reason: 'RolloutInProgress',
        message: 'agent has 0 of 1 ready',
      });
      expect(
        health([nodeFact('a'), nodeFact('b', { ready: 'False' })], { install })
          .state,
      ).toBe('degraded');
    },
  );

  it('is degraded where a taint that should be gone keeps pods off a node', () => {
    const taints = [
      'node.cloudprovider.kubernetes.io/uninitialized:NoSchedule',
    ];

    expect(health([nodeFact('a'), nodeFact('b', { taints })])).toEqual({
      state: 'degraded',
      reason: 'NodesTakeNoPods',
      message: '1 node is kept from taking pods by a taint: b',
    });
  });
});
