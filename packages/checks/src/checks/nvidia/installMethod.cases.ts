import { daemonSet } from '@runai-portal/simulator';
import type { OutcomeCases } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  operatorFact,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { workloadFacts } from '../../testing/workloads';
import type { installMethod } from './installMethod';

const [OPERATOR, ...OPERANDS] = operatorWorkloads(1);
const READY = operatorFact({ state: 'ready' });

function plugin(name: string, image: string) {
  return workloadFacts(daemonSet('kube-system', name, { image }));
}

const STANDALONE = plugin(
  'nvidia-device-plugin-daemonset',
  'nvcr.io/nvidia/k8s-device-plugin:v0.9.0',
);

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof installMethod> = {
  GpuOperator: {
    facts: gpuFacts([gpuNode('gpu-1', 8)], {
      workloads: [OPERATOR, ...OPERANDS],
      operator: READY,
    }),
  },
  GpuOperatorNotRunning: {
    facts: gpuFacts([gpuNode('gpu-1', 8)], {
      workloads: [{ ...OPERATOR, ready: 0 }, ...OPERANDS],
      operator: READY,
    }),
  },
  PerNode: {
    facts: gpuFacts([gpuNode('gpu-1', 8)], { workloads: STANDALONE }),
  },
  PerNodeIncomplete: {
    facts: gpuFacts([gpuNode('gpu-1', 8), gpuNode('gpu-2', 0)], {
      workloads: STANDALONE,
    }),
  },
  VendorManaged: {
    facts: gpuFacts([gpuNode('gpu-1', 8)], {
      workloads: plugin(
        'nvidia-gpu-device-plugin',
        'gke.gcr.io/nvidia-gpu-device-plugin@sha256:ab',
      ),
    }),
  },
  SimulatedGpus: {
    facts: gpuFacts([gpuNode('kwok-1', 8, { labels: { type: 'kwok' } })]),
  },
  TwoDevicePlugins: {
    facts: gpuFacts([gpuNode('gpu-1', 8)], {
      workloads: [OPERATOR, ...OPERANDS, ...STANDALONE],
      operator: READY,
    }),
  },
  NotInstalled: { facts: gpuFacts([gpuNode('gpu-1', 0)]) },
};
