import {
  gpuDriverPodsFact,
  type GpuStackPod,
} from '../../observations/followUps/waitingPods';
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
  operatorFact,
  operatorWorkloads,
} from '../../testing/gpuStack';
import type { nodeValidation } from './nodeValidation';

const LABEL = 'nvidia.com/gpu.deploy.operator-validator';

/** One node whose validator is there, with the pods that were read. */
function validated(
  options: Parameters<typeof operandWorkload>[1] & {
    gpus?: number;
    label?: string;
    pods?: readonly GpuStackPod[];
  } = {},
): EvaluateCheckOptions {
  const { gpus = 8, label, pods, ...workload } = options;
  return {
    facts: gpuFacts(
      [
        gpuNode('gpu-1', gpus, {
          labels: label === undefined ? {} : { [LABEL]: label },
        }),
      ],
      {
        workloads: [
          ...operatorWorkloads(1),
          operandWorkload('container-toolkit'),
          operandWorkload('operator-validator', workload),
        ],
        operator: operatorFact({ state: 'ready' }),
        more: pods ? [fact(gpuDriverPodsFact, pods)] : [],
      },
    ),
  };
}

const AT_CUDA = operandPod('operator-validator', { stage: 'cuda-validation' });

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof nodeValidation> = {
  Completed: validated(),
  BehindOnWorkingNode: validated({ ready: 0, pods: [AT_CUDA] }),
  UnderWay: validated({
    ready: 0,
    pods: [{ ...AT_CUDA, createdAt: '2021-04-20T09:50:00Z' }],
  }),
  // MIG is being set up: the device plugin is not what is broken.
  Failed: {
    facts: gpuFacts(
      [
        gpuNode('gpu-1', 0, {
          labels: {
            'nvidia.com/mig.config': 'all-1g.5gb',
            'nvidia.com/mig.config.state': 'pending',
            'nvidia.com/mig.strategy': 'single',
          },
        }),
      ],
      {
        workloads: [
          ...operatorWorkloads(1),
          operandWorkload('container-toolkit'),
          operandWorkload('operator-validator', { ready: 0 }),
        ],
        operator: operatorFact({ state: 'ready' }),
        more: [fact(gpuDriverPodsFact, [AT_CUDA])],
      },
    ),
  },
  NotValidated: validated({ selecting: true, label: '', desired: 0 }),
  SwitchedOff: validated({ selecting: true, label: 'false', desired: 0 }),
  PodsUnread: validated({ ready: 0 }),
};
