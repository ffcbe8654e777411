import { gpuDraFact } from '../../facts/gpuDra';
import { gpuPoolsFact } from '../../facts/gpuPools';
import { failedFact, fact, type OutcomeCases } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  HARDWARE,
  operatorProfile,
} from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import type { nodesPresent } from './nodesPresent';

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof nodesPresent> = {
  GpuNodesFound: { facts: gpuFacts([gpuNode('gpu-1', 8), nodeFact('cpu-1')]) },
  OfferedBySlices: {
    facts: gpuFacts([nodeFact('a')], {
      more: [fact(gpuDraFact, [{ node: 'a', devices: 8 }])],
    }),
    profile: operatorProfile({ gpuClusterMode: true }),
  },
  OnlyResourceSlices: {
    facts: gpuFacts([nodeFact('a')], {
      more: [fact(gpuDraFact, [{ node: 'a', devices: 8 }])],
    }),
  },
  OnlySimulatedGpus: {
    facts: gpuFacts([gpuNode('kwok-1', 8, { labels: { type: 'kwok' } })]),
  },
  OnlyForVirtualMachines: {
    facts: gpuFacts([
      nodeFact('gpu-1', {
        labels: {
          ...HARDWARE,
          'nvidia.com/gpu.workload.config': 'vm-passthrough',
        },
      }),
    ]),
  },
  PoolsAtZero: {
    facts: gpuFacts([nodeFact('cpu-1')], {
      more: [fact(gpuPoolsFact, [{ title: 'NodePool gpu', how: 'declared' }])],
    }),
  },
  SlicesUnread: {
    facts: gpuFacts([nodeFact('cpu-1')], {
      more: [
        failedFact(
          gpuDraFact,
          'Forbidden',
          'Forbidden(list resource.k8s.io resourceslices)',
        ),
      ],
    }),
  },
  NoGpuNodes: { facts: gpuFacts([nodeFact('cpu-1')]) },
};
