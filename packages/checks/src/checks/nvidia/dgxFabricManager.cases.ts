import type { OutcomeCases } from '../../testing';
import { gpuFacts, gpuNode, operandWorkload } from '../../testing/gpuStack';
import type { dgxFabricManager } from './dgxFabricManager';

const DGX = gpuNode('gpu-1', 8, {
  labels: {
    'nvidia.com/gpu.machine': 'DGXA100-920-23687-2530-000',
    'nvidia.com/gpu.product': 'A100-SXM4-40GB',
    'nvidia.com/gpu.count': '8',
  },
});

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof dgxFabricManager> = {
  CudaStarts: {
    facts: gpuFacts([DGX], {
      workloads: [operandWorkload('operator-validator')],
    }),
  },
  NotSeen: { facts: gpuFacts([DGX]) },
};
