import {
  gpuDriverPodsFact,
  type GpuStackPod,
} from '../../observations/followUps/waitingPods';
import {
  fact,
  testProfile,
  type EvaluateCheckOptions,
  type OutcomeCases,
} from '../../testing';
import {
  gpuFacts,
  gpuNode,
  operandPod,
  operandWorkload,
} from '../../testing/gpuStack';
import type { metricsExporter } from './metricsExporter';

const PROFILE = testProfile();
const POD = operandPod('dcgm-exporter');

function exporting(
  options: Parameters<typeof operandWorkload>[1] & {
    pods?: readonly GpuStackPod[];
  } = {},
): EvaluateCheckOptions {
  const { pods, ...workload } = options;
  return {
    facts: gpuFacts([gpuNode('gpu-1', 8)], {
      workloads: [operandWorkload('dcgm-exporter', workload)],
      more: pods ? [fact(gpuDriverPodsFact, pods)] : [],
    }),
  };
}

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof metricsExporter> = {
  Serving: exporting(),
  BroughtByInstaller: { facts: gpuFacts([gpuNode('gpu-1', 8)]) },
  NoExporter: {
    facts: gpuFacts([gpuNode('gpu-1', 8)]),
    profile: {
      ...PROFILE,
      gpu: {
        ...PROFILE.gpu,
        metricsExporter: {
          ...PROFILE.gpu.metricsExporter,
          installedByInstaller: false,
        },
      },
    },
  },
  LeftOut: exporting({ selecting: true, desired: 0 }),
  NotServing: exporting({ ready: 0, pods: [POD] }),
  Starting: exporting({
    ready: 0,
    pods: [{ ...POD, createdAt: '2021-04-20T09:50:00Z' }],
  }),
  PodsUnread: exporting({ ready: 0 }),
};
