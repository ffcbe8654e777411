import type { FactOutcomes } from '../declarations';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { gpuDraFact } from '../facts/gpuDra';
import { gpuPodsFact } from '../facts/gpuPods';
import { nodesFact } from '../facts/nodes';
import { projectRunaiPublic, runaiPublicFact } from '../facts/runai';
import { versionFact } from '../facts/version';
import { workloadsFact } from '../facts/workloads';
import {
  fact,
  facts,
  failedFact,
  TEST_NOW,
  testProfile,
  testSettings,
} from '../testing';
import {
  gpuNode,
  HARDWARE,
  olderDriverLabels,
  operatorFact,
  operatorWorkloads,
} from '../testing/gpuStack';
import { gpuOperatorFact } from '../facts/gpuOperator';
import { nodeFact } from '../testing/nodes';
import { buildSnapshot } from './buildSnapshot';

const V100 = {
  ...olderDriverLabels('450.80.02'),
  'nvidia.com/gpu.product': 'Tesla-V100',
  'nvidia.com/gpu.count': '8',
  'nvidia.com/gpu.memory': '32510',
};
const HOLDER = {
  namespace: 'runai-vision',
  name: 'train-0',
  node: 'gpu-1',
  gpus: { 'nvidia.com/gpu': 6 },
};

function snapshot(...entries: Parameters<typeof facts>) {
  const version = fact(versionFact, {
    gitVersion: 'v1.20.2',
  });
  const outcomes: FactOutcomes = facts(
    version,
    fact(apiGroupsFact, { groups: {} }),
    ...entries,
  );
  return buildSnapshot(outcomes, {
    now: TEST_NOW,
    profile: testProfile(),
    settings: testSettings(),
  });
}

describe('a snapshot', () => {
  it('counts GPUs by node and by product, those that pods hold and those that are not offered', () => {
    const nodes = [
      gpuNode('gpu-1', 8, { labels: V100 }),
      gpuNode('gpu-2', 8, {
        labels: V100,
        capacity: { 'nvidia.com/gpu': '6' },
      }),
      nodeFact('cpu-1'),
    ];
    const {
      capacity,
      gpus,
      nodes: views,
    } = snapshot(fact(nodesFact, nodes), fact(gpuPodsFact, [HOLDER]));
    expect(capacity).toEqual({
      nodes: { total: 3, ready: 3 },
      gpus: { total: 16, allocatable: 14, allocated: 6 },
    });
    expect(gpus).toEqual([
      {
        product: 'Tesla-V100',
        resource: 'nvidia.com/gpu',
        nodes: 2,
        memoryMiB: 32510,
        total: 16,
        allocatable: 14,
        allocated: 6,
      },
    ]);
    expect(views?.map(view => view.gpus?.allocated)).toEqual([6, 0, undefined]);
  });

  it('does not know what is allocated where pods cannot be read: never 0', () => {
    const denied = failedFact(gpuPodsFact, 'Forbidden', 'Forbidden(list pods)');
    const { capacity, gpus, unreadable } = snapshot(
      fact(nodesFact, [gpuNode('gpu-1', 8, { labels: V100 })]),
      denied,
    );
    expect(capacity?.gpus).toEqual({ total: 8, allocatable: 8 });
    expect(gpus?.[0]).not.toHaveProperty('allocated');
    expect(unreadable).toEqual([
      {
        fact: 'gpu-pods',
        reason: 'Forbidden',
        message: 'Forbidden(list pods)',
      },
    ]);
  });

  it('has neither nodes nor numbers where nodes cannot be read', () => {
    const seen = snapshot(
      failedFact(nodesFact, 'Forbidden', 'Forbidden(list nodes)'),
    );
    expect(seen).toMatchObject({
      connection: { state: 'connected' },
      healthNow: { state: 'unknown', reason: 'Forbidden' },
      install: { state: 'unknown' },
    });
    expect([seen.capacity, seen.gpus, seen.nodes]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(seen.platform?.kubernetesVersion).toBe('v1.20.2');
  });

  it('shows MIG devices by profile', () => {
    const node = gpuNode('a100-1', 0, {
      labels: {
        'nvidia.com/mig.strategy': 'mixed',
        'nvidia.com/gpu.product': 'A100',
        'nvidia.com/gpu.count': '8',
      },
      capacity: {
        'nvidia.com/gpu': '0',
        'nvidia.com/mig-1g.5gb': '14',
        'nvidia.com/mig-3g.20gb': '2',
      },
    });
    const { capacity, gpus, nodes } = snapshot(fact(nodesFact, [node]));
    expect(nodes?.[0].gpus?.mig).toEqual({
      strategy: 'mixed',
      profiles: { 'mig-1g.5gb': 14, 'mig-3g.20gb': 2 },
    });
    expect(
      gpus?.map(({ resource, total }) => [resource, total]),
    ).toContainEqual(['nvidia.com/mig-1g.5gb', 14]);
    expect(capacity?.gpus).toEqual({ total: 16, allocatable: 16 });
  });

  it('counts the GPUs of ResourceSlices, and does not know which of them are allocated', () => {
    const { capacity, gpus, nodes } = snapshot(
      fact(nodesFact, [nodeFact('gpu-1', { labels: HARDWARE })]),
      fact(gpuDraFact, [
        { node: 'gpu-1', devices: 8, tainted: 1, product: 'NVIDIA H100' },
        { devices: 4 },
      ]),
      fact(gpuPodsFact, []),
    );
    expect(capacity?.gpus).toEqual({ total: 12, allocatable: 11 });
    expect(gpus).toEqual([
      {
        product: 'NVIDIA H100',
        resource: 'gpu.nvidia.com',
        nodes: 1,
        total: 8,
        allocatable: 7,
      },
    ]);
    expect(nodes?.[0].gpus).not.toHaveProperty('allocated');
  });

  it('counts a node that the selector of the settings names, and one whose device plugin is gone', () => {
    const { nodes } = buildSnapshot(
      facts(
        fact(nodesFact, [
          nodeFact('a', { labels: { pool: 'gpu' } }),
          nodeFact('b', { capacity: { 'nvidia.com/gpu': '0' } }),
          nodeFact('c'),
        ]),
      ),
      {
        now: TEST_NOW,
        profile: testProfile(),
        settings: testSettings({ gpuNodes: { selector: 'pool=gpu' } }),
      },
    );
    expect(nodes?.map(({ name, gpus }) => [name, gpus?.capacity])).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', undefined],
    ]);
  });

  it('says on how many GPU nodes the driver is ready', () => {
    const nodes = [
      gpuNode('gpu-1', 8, { labels: V100 }),
      nodeFact('gpu-2', { labels: HARDWARE }),
    ];
    const { platformLines, healthNow } = snapshot(
      fact(nodesFact, nodes),
      fact(workloadsFact, operatorWorkloads(2, 1)),
      fact(gpuOperatorFact, operatorFact({ state: 'ready' })),
    );
    expect(platformLines.find(({ key }) => key === 'gpuStack')).toMatchObject({
      value: 'GPU Operator 1.7.1',
      warning: 'driver ready on 1 of 2',
    });
    expect(healthNow).toEqual({
      state: 'degraded',
      reason: 'GpuNodeOffersNoGpu',
      message: '1 GPU node offers no GPU: gpu-2',
    });
  });

  it.each([
    // Nothing is installed: there is nothing that another profile would fit.
    [undefined, undefined, undefined, 'runai-2021.04', 'in force', false],
    [undefined, '2.25.4', undefined, 'runai-2.25', 'ConfigMap', false],
    ['runai-2.25', '2.25.4', 'runai-2.25', 'runai-2.25', 'ConfigMap', false],
    ['runai-3.0', '2.25.4', 'runai-3.0', 'runai-2.25', 'runai-3.0', true],
  ])(
    'shows the profile for the installed version beside the one in force: %s for Run:ai %s',
    (profile, clusterVersion, declared, detected, signal, differs) => {
      const { detected: rows } = buildSnapshot(
        facts(
          fact(versionFact, { gitVersion: 'v1.34.1' }),
          fact(apiGroupsFact, { groups: {} }),
          fact(workloadsFact, []),
          fact(
            runaiPublicFact,
            projectRunaiPublic({ data: { 'cluster-version': clusterVersion } }),
          ),
        ),
        {
          now: TEST_NOW,
          profile: testProfile(profile),
          settings: testSettings({ profile }),
        },
      );
      expect(rows.find(({ key }) => key === 'profile')).toEqual({
        key: 'profile',
        title: 'Profile',
        declared,
        detected,
        signal: expect.stringContaining(signal),
        differs,
      });
    },
  );

  it('tells why a cluster is not connected, and nothing else', () => {
    const outcomes = facts(
      failedFact(
        versionFact,
        'TlsError',
        'the certificate is signed by an unknown authority',
      ),
    );
    const seen = buildSnapshot(outcomes, {
      now: TEST_NOW,
      profile: testProfile(),
      settings: testSettings(),
    });
    expect(seen).toMatchObject({
      connection: { state: 'tlsError', reason: 'TlsError' },
      healthNow: { state: 'unknown', reason: 'NotConnected' },
      install: { state: 'unknown' },
    });
    expect(seen.capacity).toBeUndefined();
  });
});
