import type { PodFact } from '../../facts/pod';
import { gpuDriverPodsFact } from '../../observations/followUps/waitingPods';
import {
  fact,
  type EvaluateCheckOptions,
  type OutcomeCases,
} from '../../testing';
import {
  gpuFacts,
  gpuNode,
  HARDWARE,
  olderDriverLabels,
  operatorFact,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { nodeFact, type NodeOptions } from '../../testing/nodes';
import type { nodeDriver } from './nodeDriver';

const DRIVER_POD: PodFact = {
  namespace: 'gpu-operator-resources',
  name: 'nvidia-driver-daemonset-x7k2p',
  node: 'gpu-1',
  maker: 'DaemonSet gpu-operator-resources/nvidia-driver-daemonset',
  phase: 'Running',
  ready: false,
  restarts: 14,
};

/** One GPU node that offers `gpus`. */
function offering(gpus: number, labels: NodeOptions['labels'] = {}) {
  return gpuNode('gpu-1', gpus, { labels });
}

function alone(...nodes: Parameters<typeof gpuFacts>[0]): EvaluateCheckOptions {
  return { facts: gpuFacts(nodes) };
}

/** Of a node whose driver pod crashes. */
function crashing(node: ReturnType<typeof nodeFact>): EvaluateCheckOptions {
  return {
    facts: gpuFacts([node], {
      workloads: operatorWorkloads(1, 0),
      operator: operatorFact({}),
      more: [fact(gpuDriverPodsFact, [DRIVER_POD])],
    }),
  };
}

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof nodeDriver> = {
  DriverMeetsMinimum: alone(offering(8, olderDriverLabels('450.80.02'))),
  DriverMissing: alone(nodeFact('gpu-1', { labels: HARDWARE })),
  DriverNotRunning: crashing(offering(0, olderDriverLabels('450.80.02'))),
  DriverTooOld: alone(offering(8, olderDriverLabels('410.79'))),
  CudaTooOld: alone(offering(8, olderDriverLabels('418.39', '9.2'))),
  DriverPodNotReady: crashing(offering(8, olderDriverLabels('450.80.02'))),
  DriverVersionIndirect: {
    facts: gpuFacts([offering(8)], {
      workloads: operatorWorkloads(1),
      operator: operatorFact({ state: 'ready' }),
    }),
  },
  DriverUnconfirmed: alone(offering(0, olderDriverLabels('450.80.02'))),
  DriverVersionUnreadable: alone(offering(8)),
  DriverNotSeen: alone(
    nodeFact('gpu-1', { capacity: { 'nvidia.com/gpu': '0' } }),
  ),
  Simulated: alone(offering(8, { type: 'kwok' })),
  RunsElsewhere: alone(offering(8, { type: 'virtual-kubelet' })),
  GivenToVirtualMachines: alone(
    offering(0, { 'nvidia.com/gpu.workload.config': 'vm-vgpu' }),
  ),
};
