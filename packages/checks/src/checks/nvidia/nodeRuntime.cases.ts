import { daemonSet } from '@runai-portal/simulator';
import { gpuDraFact } from '../../facts/gpuDra';
import { gpuDriverPodsFact } from '../../observations/followUps/waitingPods';
import {
  fact,
  type EvaluateCheckOptions,
  type OutcomeCases,
} from '../../testing';
import {
  gpuFacts,
  gpuNode,
  operandPod,
  operandWorkload,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { workloadFacts } from '../../testing/workloads';
import type { nodeRuntime } from './nodeRuntime';

type Stack = NonNullable<Parameters<typeof gpuFacts>[1]>;

function on(gpus: number, stack: Stack = {}): EvaluateCheckOptions {
  return { facts: gpuFacts([gpuNode('gpu-1', gpus)], stack) };
}

/** A validator that waits at the stage in which the runtime is tried. */
function stopping(gpus: number, createdAt?: string): EvaluateCheckOptions {
  const pod = operandPod('operator-validator', {
    stage: 'toolkit-validation',
    ...(createdAt && { createdAt }),
  });
  return on(gpus, {
    workloads: [
      ...operatorWorkloads(1),
      operandWorkload('operator-validator', { ready: 0 }),
    ],
    more: [fact(gpuDriverPodsFact, [pod])],
  });
}

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof nodeRuntime> = {
  RuntimeProven: on(8, { workloads: [operandWorkload('container-toolkit')] }),
  RuntimeFailing: stopping(0),
  RuntimeDoubtful: stopping(8),
  RuntimeNotYet: stopping(0, '2021-04-20T09:50:00Z'),
  IndirectProof: on(8),
  PodsUnread: on(0, {
    workloads: [
      ...operatorWorkloads(1),
      operandWorkload('operator-validator', { ready: 0 }),
    ],
  }),
  NoProof: on(0, { workloads: operatorWorkloads(1) }),
  ProviderRuntime: on(8, {
    workloads: workloadFacts(
      daemonSet('kube-system', 'nvidia-gpu-device-plugin', {
        image: 'gke.gcr.io/nvidia-gpu-device-plugin@sha256:ab',
      }),
    ),
  }),
  OfferedByDra: on(0, {
    more: [fact(gpuDraFact, [{ node: 'gpu-1', devices: 8 }])],
  }),
  Simulated: {
    facts: gpuFacts([gpuNode('kwok-1', 8, { labels: { type: 'kwok' } })]),
  },
  RunsElsewhere: {
    facts: gpuFacts([
      gpuNode('virtual-1', 8, { labels: { type: 'virtual-kubelet' } }),
    ]),
  },
  GivenToVirtualMachines: {
    facts: gpuFacts([
      gpuNode('gpu-1', 8, {
        labels: { 'nvidia.com/gpu.workload.config': 'vm-passthrough' },
      }),
    ]),
  },
};
