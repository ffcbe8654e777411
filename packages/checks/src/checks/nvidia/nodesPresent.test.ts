import { gpuDraFact } from '../../facts/gpuDra';
import { gpuPoolsFact } from '../../facts/gpuPools';
import { evaluateToOne, failedFact, fact, facts } from '../../testing';
import { nodesFact } from '../../facts/nodes';
import {
  gpuFacts,
  gpuNode,
  HARDWARE,
  NO_OPERATOR,
  operatorFact,
} from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import { nodeRuntime } from './nodeRuntime';
import { nodesPresent } from './nodesPresent';

describe('gpu.nodes-present', () => {
  it('counts a node by its PCI label alone, before any driver (fixture 7)', () => {
    const result = evaluateToOne(nodesPresent, {
      facts: gpuFacts([
        nodeFact('gpu-1', { labels: HARDWARE }),
        nodeFact('cpu-1'),
      ]),
    });
    expect(result).toMatchObject({
      status: 'pass',
      message: '1 of 2 nodes has NVIDIA GPUs. By name: gpu-1',
    });
  });

  it('counts a node with drivers and without MIG labels (fixture 8)', () => {
    const node = gpuNode('gpu-1', 8, {
      labels: { 'nvidia.com/cuda.driver-version.full': '525.60.13' },
    });
    expect(
      evaluateToOne(nodesPresent, { facts: gpuFacts([node]) }).status,
    ).toBe('pass');
  });

  it.each([
    ['capacity of MIG devices', { capacity: { 'nvidia.com/mig-1g.5gb': '7' } }],
    [
      'a label of a cloud',
      { labels: { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-v100' } },
    ],
  ])('counts a node by %s', (_sign, options) => {
    expect(
      evaluateToOne(nodesPresent, {
        facts: gpuFacts([nodeFact('a', options)]),
      }).status,
    ).toBe('pass');
  });

  it('counts a node by the selector of the settings', () => {
    const result = evaluateToOne(nodesPresent, {
      facts: gpuFacts([nodeFact('a', { labels: { pool: 'gpu' } })]),
      settings: { gpuNodes: { selector: 'pool=gpu' } },
    });
    expect(result.evidence).toMatchObject([
      { what: 'node/a', key: 'gpuNodes.selector', value: 'pool=gpu' },
    ]);
  });

  it.each([
    [
      'gpu.present is "false"',
      { labels: { 'nvidia.com/gpu.present': 'false' } },
    ],
    [
      "the accelerator is another maker's",
      { labels: { 'kubernetes.azure.com/accelerator': 'amd' } },
    ],
  ])(
    'does not count a node where %s, and says what was looked for',
    (_why, options) => {
      const result = evaluateToOne(nodesPresent, {
        facts: gpuFacts([nodeFact('a', options)]),
      });
      expect(result).toMatchObject({ status: 'fail', reason: 'NoGpuNodes' });
      expect(result.message).toContain(
        'feature.node.kubernetes.io/pci-10de.present',
      );
    },
  );

  it('warns where only ResourceSlices offer GPUs', () => {
    const result = evaluateToOne(nodesPresent, {
      facts: facts(
        fact(nodesFact, [nodeFact('a')]),
        fact(gpuDraFact, [{ node: 'a', devices: 8 }]),
      ),
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'OnlyResourceSlices',
    });
  });

  it('is unknown where no node shows a GPU and ResourceSlices may not be listed', () => {
    const result = evaluateToOne(nodesPresent, {
      facts: facts(
        fact(nodesFact, [nodeFact('a')]),
        failedFact(
          gpuDraFact,
          'Forbidden',
          'Forbidden(list resource.k8s.io resourceslices)',
        ),
      ),
    });
    expect(result).toMatchObject({ status: 'unknown', reason: 'SlicesUnread' });
    expect(result.evidence[0]).toMatchObject({
      key: 'Forbidden',
      value: 'Forbidden(list resource.k8s.io resourceslices)',
    });
  });

  it('waits for nodes where there are none, rather than be one more fault', () => {
    expect(evaluateToOne(nodesPresent, { facts: gpuFacts([]) })).toMatchObject({
      status: 'unknown',
      blockedBy: 'platform.nodes-ready',
    });
  });

  it('counts a node whose GPUs the device plugin renamed when it shared them', () => {
    const node = nodeFact('gpu-1', {
      capacity: { 'nvidia.com/gpu.shared': '32' },
    });
    expect(
      evaluateToOne(nodesPresent, { facts: gpuFacts([node]) }).status,
    ).toBe('pass');
  });

  it.each([
    [
      'an accelerator label that says none',
      { labels: { accelerator: 'none' } },
    ],
    ['an accelerator label without a value', { labels: { accelerator: '' } }],
    [
      'the label of a lost GPU',
      { labels: { 'nvidia.com/gpu.present': 'false' } },
    ],
  ])('does not count a node by %s', (_sign, options) => {
    expect(
      evaluateToOne(nodesPresent, {
        facts: gpuFacts([nodeFact('cpu-1', options)]),
      }),
    ).toMatchObject({ status: 'fail', reason: 'NoGpuNodes' });
  });

  it('names a node whose device plugin is gone: the kubelet keeps its resource at 0', () => {
    const broken = nodeFact('gpu-2', { capacity: { 'nvidia.com/gpu': '0' } });
    expect(
      evaluateToOne(nodesPresent, {
        facts: gpuFacts([gpuNode('gpu-1', 8), broken]),
      }).message,
    ).toBe('2 of 2 nodes have NVIDIA GPUs. By name: gpu-1, gpu-2');
  });

  it.each([
    [
      'its own label',
      { 'nvidia.com/gpu.workload.config': 'vm-passthrough' },
      {},
    ],
    ['the devices that it offers', {}, { 'nvidia.com/TU104GL_Tesla_T4': '4' }],
  ])(
    'fails where every GPU node is given to virtual machines, known by %s',
    (_sign, labels, capacity) => {
      const node = nodeFact('gpu-1', {
        labels: { ...HARDWARE, ...labels },
        capacity,
      });
      const result = evaluateToOne(nodesPresent, { facts: gpuFacts([node]) });
      expect(result).toMatchObject({
        status: 'fail',
        reason: 'OnlyForVirtualMachines',
      });
      expect(result.message).toContain('No GPU is left for containers');
    },
  );

  it('fails where the ClusterPolicy gives nodes without a label to virtual machines', () => {
    const [policy] = operatorFact({ state: 'ready' }).clusterPolicies;
    const node = nodeFact('gpu-1', {
      labels: { ...HARDWARE, 'nvidia.com/gpu.present': 'true' },
    });
    expect(
      evaluateToOne(nodesPresent, {
        facts: gpuFacts([node], {
          operator: {
            ...NO_OPERATOR,
            clusterPolicies: [{ ...policy, defaultWorkload: 'vm-vgpu' }],
          },
        }),
      }).reason,
    ).toBe('OnlyForVirtualMachines');
  });

  it('passes where some GPU node is left for containers, and names the others', () => {
    const virtual = nodeFact('gpu-2', {
      labels: { ...HARDWARE, 'nvidia.com/gpu.workload.config': 'vm-vgpu' },
    });
    const { status, message } = evaluateToOne(nodesPresent, {
      facts: gpuFacts([gpuNode('gpu-1', 8), virtual]),
    });
    expect(status).toBe('pass');
    expect(message).toContain('given to virtual machines: gpu-2');
  });

  it('rests on no simulated node alone, and counts none beside real ones', () => {
    const kwok = gpuNode('kwok-1', 8, { labels: { type: 'kwok' } });
    expect(
      evaluateToOne(nodesPresent, { facts: gpuFacts([kwok]) }),
    ).toMatchObject({ status: 'warn', reason: 'OnlySimulatedGpus' });
    expect(
      evaluateToOne(nodesPresent, {
        facts: gpuFacts([kwok, gpuNode('gpu-1', 8)]),
      }).message,
    ).toBe(
      '1 of 2 nodes has NVIDIA GPUs. By name: gpu-1. Not counted, since simulated: kwok-1',
    );
  });

  it('does not say that there is no GPU where a pool may bring some, and lets what needs one wait', () => {
    const empty = gpuFacts([nodeFact('cpu-1')], {
      more: [
        fact(gpuPoolsFact, [
          {
            title: 'MachineSet openshift-machine-api/gpu-1a',
            how: 'declared',
            wants: 0,
          },
        ]),
      ],
    });
    expect(evaluateToOne(nodesPresent, { facts: empty })).toMatchObject({
      status: 'warn',
      reason: 'PoolsAtZero',
      evidence: expect.arrayContaining([
        expect.objectContaining({
          what: 'MachineSet openshift-machine-api/gpu-1a',
          value: '0',
          how: 'declared',
        }),
      ]),
    });
    expect(evaluateToOne(nodeRuntime, { facts: empty })).toMatchObject({
      status: 'unknown',
      blockedBy: 'gpu.nodes-present',
    });
  });
});
