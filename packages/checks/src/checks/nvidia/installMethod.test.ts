import { daemonSet, deployment, owner } from '@runai-portal/simulator';
import type { NodeFact } from '../../facts/nodeFact';
import { runtimeClassesFact } from '../../facts/runtimeClasses';
import { gpuDraFact } from '../../facts/gpuDra';
import { gpuOperatorFact, type GpuOperatorFact } from '../../facts/gpuOperator';
import type { WorkloadFact } from '../../facts/workloads';
import { evaluateToOne, fact, failedFact } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  operatorFact,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import { workloadFacts } from '../../testing/workloads';
import { installMethod } from './installMethod';

const [OPERATOR, ...OPERANDS] = operatorWorkloads(1);
const PLUGIN_IMAGE = 'nvcr.io/nvidia/k8s-device-plugin:v0.9.0';

function standalonePlugin(desired = 1) {
  return daemonSet('kube-system', 'nvidia-device-plugin-daemonset', {
    desired,
    containers: [{ name: 'nvidia-device-plugin-ctr', image: PLUGIN_IMAGE }],
    labels: {},
    podLabels: { name: 'nvidia-device-plugin-ds' },
  });
}

describe('gpu.install-method', () => {
  it('recognises the GPU Operator by image and ClusterPolicy', () => {
    const result = evaluateToOne(installMethod, {
      facts: gpuFacts([gpuNode('gpu-1', 8)], {
        workloads: operatorWorkloads(1),
        operator: operatorFact({ state: 'ready' }),
      }),
    });
    expect(result).toMatchObject({
      status: 'pass',
      reason: 'GpuOperator',
      actual: 'GPU Operator 1.7.1',
    });
  });

  it('tells which of two ClusterPolicies is in force: the elder (fixture 12)', () => {
    const operator = operatorFact(
      {
        name: 'a-cluster-policy',
        state: 'ready',
        created: '2021-04-12T09:00:00Z',
      },
      { name: 'another', created: '2021-04-13T09:00:00Z' },
    );
    const result = evaluateToOne(installMethod, {
      facts: gpuFacts([gpuNode('gpu-1', 8)], {
        workloads: operatorWorkloads(1),
        operator,
      }),
    });
    expect(result.message).toContain(
      'ClusterPolicy another is not in force: a-cluster-policy is older',
    );
  });

  it('warns of simulated GPUs (fixture 13)', () => {
    const simulated = workloadFacts(
      deployment('gpu-operator', 'gpu-operator', {
        desired: 0,
        image: 'ubuntu:22.04',
      }),
      daemonSet('gpu-operator', 'device-plugin', {
        image: 'ghcr.io/run-ai/fake-gpu-operator/device-plugin:0.2.0',
      }),
    );
    const node = gpuNode('gpu-1', 8, {
      labels: { 'run.ai/simulated-gpu-node-pool': 'default' },
    });
    const result = evaluateToOne(installMethod, {
      facts: gpuFacts([node], {
        workloads: simulated,
        more: [fact(runtimeClassesFact, [{ name: 'nvidia', handler: 'runc' }])],
      }),
    });
    expect(result).toMatchObject({ status: 'warn', reason: 'SimulatedGpus' });
    expect(result.message).toContain('simulated GPUs');
    expect(result.remediation?.commands).toContain(
      'kubectl label nodes --all run.ai/simulated-gpu-node-pool-',
    );
  });

  it('takes no label of the fake GPU operator off where another simulator made the nodes', () => {
    const { reason, remediation } = evaluateToOne(installMethod, {
      facts: gpuFacts([gpuNode('kwok-1', 8, { labels: { type: 'kwok' } })]),
    });

    expect(reason).toBe('SimulatedGpus');
    expect(remediation?.commands.join()).not.toContain('kubectl label');
  });

  it('accepts drivers and plugin on each node, where every GPU node offers GPUs', () => {
    const nodes = [gpuNode('gpu-1', 8), gpuNode('gpu-2', 8)];
    const result = evaluateToOne(installMethod, {
      facts: gpuFacts(nodes, { workloads: workloadFacts(standalonePlugin(3)) }),
    });
    expect(result).toMatchObject({
      status: 'pass',
      reason: 'PerNode',
      actual: 'installed on each GPU node, device plugin 0.9.0',
    });
    expect(result.evidence.map(({ key }) => key)).not.toContain(
      'device plugin',
    );
  });

  it('names the GPU node without evidence', () => {
    const nodes = [gpuNode('gpu-1', 8), gpuNode('gpu-2', 0)];
    const result = evaluateToOne(installMethod, {
      facts: gpuFacts(nodes, { workloads: workloadFacts(standalonePlugin(2)) }),
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'PerNodeIncomplete',
    });
    expect(result.message).toContain('no GPU is offered by gpu-2');
  });

  it('tells what a node offers by Dynamic Resource Allocation alone', () => {
    const { evidence } = evaluateToOne(installMethod, {
      facts: gpuFacts([gpuNode('gpu-1', 0)], {
        workloads: workloadFacts(standalonePlugin()),
        more: [fact(gpuDraFact, [{ node: 'gpu-1', devices: 8 }])],
      }),
    });
    expect(evidence).toContainEqual(
      expect.objectContaining({
        what: 'resourceslice of gpu-1',
        value: '8 of 8',
      }),
    );
  });

  it('warns of a device plugin beside the one of the operator', () => {
    const result = evaluateToOne(installMethod, {
      facts: gpuFacts([gpuNode('gpu-1', 8)], {
        workloads: [
          ...operatorWorkloads(1),
          ...workloadFacts(standalonePlugin()),
        ],
        operator: operatorFact({ state: 'ready' }),
      }),
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'TwoDevicePlugins',
    });
    expect(result.remediation?.commands).toContain(
      'kubectl -n kube-system get daemonset nvidia-device-plugin-daemonset -o wide',
    );
  });

  it('tells on which nodes a plugin that shares GPUs owns them', () => {
    const count = { labels: { 'nvidia.com/gpu.count': '8' } };
    const nodes = [gpuNode('gpu-1', 80, count), gpuNode('gpu-2', 8, count)];
    const hami = daemonSet('kube-system', 'hami-device-plugin', {
      desired: 2,
      containers: [
        { name: 'device-plugin', image: 'docker.io/projecthami/hami:v2.4.1' },
      ],
    });
    const result = evaluateToOne(installMethod, {
      facts: gpuFacts(nodes, {
        workloads: [...operatorWorkloads(2), ...workloadFacts(hami)],
        operator: operatorFact({ state: 'ready' }),
      }),
    });
    expect(result.reason).toBe('TwoDevicePlugins');
    expect(result.message).toContain(
      'HAMi (DaemonSet kube-system/hami-device-plugin)',
    );
    expect(result.message).toContain(
      'Now 1 node offers more units than it has devices, so one that shares GPUs owns nvidia.com/gpu there: gpu-1; on 1 the numbers agree',
    );
    expect(result.evidence).toContainEqual(
      expect.objectContaining({
        what: 'node/gpu-1',
        value: 'allocatable 80, capacity 80',
      }),
    );
    expect(result.evidence.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'device plugin (operator)',
        'device plugin (HAMi)',
      ]),
    );
  });

  it('recognises what a cloud manages', () => {
    const plugin = daemonSet('kube-system', 'nvidia-gpu-device-plugin', {
      image: 'gke.gcr.io/nvidia-gpu-device-plugin@sha256:ab',
    });
    const node = gpuNode('gpu-1', 8, {
      labels: { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-t4' },
    });
    const result = evaluateToOne(installMethod, {
      facts: gpuFacts([node], { workloads: workloadFacts(plugin) }),
    });
    expect(result).toMatchObject({ status: 'pass', reason: 'VendorManaged' });
  });

  it('warns of an operator without a ready replica', () => {
    const [operator, ...operands] = operatorWorkloads(1);
    const result = evaluateToOne(installMethod, {
      facts: gpuFacts([gpuNode('gpu-1', 8)], {
        workloads: [{ ...operator, ready: 0 }, ...operands],
        operator: operatorFact({ state: 'ready' }),
      }),
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'GpuOperatorNotRunning',
    });
  });

  it.each<[string, WorkloadFact[], GpuOperatorFact, string]>([
    [
      'has no ready replica',
      [{ ...OPERATOR, ready: 0 }, ...OPERANDS],
      operatorFact({ state: 'ready' }),
      'GPU Operator 1.7.1 is installed and does not run. 0 of 1 replicas are ready in namespace default, with ClusterPolicy cluster-policy',
    ],
    [
      'is gone',
      OPERANDS,
      operatorFact({ state: 'ready' }),
      'The GPU Operator is gone, its operands are left. Nothing keeps those of ClusterPolicy cluster-policy up to date',
    ],
    [
      'was not told what to do',
      [OPERATOR],
      operatorFact(),
      'GPU Operator 1.7.1 has nothing to act on. It is installed in namespace default, and there is neither a ClusterPolicy nor a GPUCluster',
    ],
  ])('says of an operator that it %s', (_, workloads, operator, message) => {
    expect(
      evaluateToOne(installMethod, {
        facts: gpuFacts([gpuNode('gpu-1', 8)], { workloads, operator }),
      }),
    ).toMatchObject({ reason: 'GpuOperatorNotRunning', message });
  });

  it('names a ClusterPolicy that nothing acts on, where nothing is installed', () => {
    expect(
      evaluateToOne(installMethod, {
        facts: gpuFacts([gpuNode('gpu-1', 0)], { operator: operatorFact({}) }),
      }),
    ).toMatchObject({
      reason: 'NotInstalled',
      message: expect.stringContaining(
        'ClusterPolicy cluster-policy is there, but nothing acts on it',
      ),
    });
  });

  it('fails where there are GPU nodes and nothing is installed; a definition alone is nothing', () => {
    const result = evaluateToOne(installMethod, {
      facts: gpuFacts([gpuNode('gpu-1', 0)]),
    });
    expect(result).toMatchObject({ status: 'fail', reason: 'NotInstalled' });
    expect(result.evidence).toContainEqual(
      expect.objectContaining({ key: 'device plugin', value: 'absent' }),
    );
  });

  it('waits for gpu.nodes-present where there is neither a node nor an installation', () => {
    expect(
      evaluateToOne(installMethod, { facts: gpuFacts([nodeFact('a')]) })
        .blockedBy,
    ).toBe('gpu.nodes-present');
  });

  it('takes no device plugin for an installation on GPU nodes where no node has a GPU', () => {
    expect(
      evaluateToOne(installMethod, {
        facts: gpuFacts([nodeFact('cpu-1')], {
          workloads: workloadFacts(standalonePlugin()),
        }),
      }),
    ).toMatchObject({ status: 'unknown', blockedBy: 'gpu.nodes-present' });
  });

  it.each([
    [1, 'The one GPU node offers GPUs'],
    [2, 'All 2 GPU nodes offer GPUs'],
  ])('tells in plain words that %i nodes offer GPUs', (count, words) => {
    const nodes = Array.from({ length: count }, (_, at) =>
      gpuNode(`g${at}`, 8),
    );
    expect(
      evaluateToOne(installMethod, {
        facts: gpuFacts(nodes, {
          workloads: workloadFacts(standalonePlugin(count)),
        }),
      }).message,
    ).toContain(words);
  });

  describe("with HAMi's device plugin beside the operator's", () => {
    const hami = daemonSet('kube-system', 'hami-device-plugin', {
      containers: [
        { name: 'device-plugin', image: 'docker.io/projecthami/hami:v2.4.1' },
        { name: 'vgpu-monitor', image: 'docker.io/projecthami/hami:v2.4.1' },
      ],
      nodeSelector: { gpu: 'on' },
    });
    const operators = daemonSet(
      'gpu-operator',
      'nvidia-device-plugin-daemonset',
      {
        image: 'nvcr.io/nvidia/k8s-device-plugin:v0.17.0',
        nodeSelector: { 'nvidia.com/gpu.deploy.device-plugin': 'true' },
        owners: [owner('nvidia.com/v1', 'ClusterPolicy', 'cluster-policy')],
      },
    );
    const judge = (...nodes: NodeFact[]) =>
      evaluateToOne(installMethod, {
        facts: gpuFacts(nodes, {
          workloads: [
            ...operatorWorkloads(1).slice(0, 1),
            ...workloadFacts(hami, operators),
          ],
          operator: operatorFact({ state: 'ready' }),
        }),
      });
    const deploy = (value: string) => ({
      'nvidia.com/gpu.deploy.device-plugin': value,
    });

    it('warns where both want the same node', () => {
      const result = judge(
        gpuNode('gpu-1', 8, { labels: { gpu: 'on', ...deploy('true') } }),
      );
      expect(result).toMatchObject({
        status: 'warn',
        reason: 'TwoDevicePlugins',
      });
      expect(result.message).toContain(
        'DaemonSet kube-system/hami-device-plugin',
      );
    });

    it('passes where each has nodes of its own', () => {
      expect(
        judge(
          gpuNode('gpu-1', 8, { labels: { gpu: 'on', ...deploy('false') } }),
          gpuNode('gpu-2', 8, { labels: deploy('true') }),
        ),
      ).toMatchObject({ status: 'pass', reason: 'GpuOperator' });
    });
  });

  it('does not let simulated nodes hide how real ones were installed', () => {
    expect(
      evaluateToOne(installMethod, {
        facts: gpuFacts(
          [
            gpuNode('gpu-1', 8),
            gpuNode('kwok-1', 8, { labels: { type: 'kwok' } }),
          ],
          { workloads: workloadFacts(standalonePlugin()) },
        ),
      }),
    ).toMatchObject({ status: 'pass', reason: 'PerNode' });
  });

  it('says nothing of an operator whose objects could not be read', () => {
    expect(
      evaluateToOne(installMethod, {
        facts: gpuFacts([gpuNode('gpu-1', 8)], {
          workloads: operatorWorkloads(1),
          more: [
            failedFact(
              gpuOperatorFact,
              'Forbidden',
              'Forbidden(list nvidia.com clusterpolicies)',
            ),
          ],
        }),
      }),
    ).toMatchObject({ status: 'unknown', reason: 'Forbidden' });
  });
});
