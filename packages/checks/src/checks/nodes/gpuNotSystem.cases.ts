import type { OutcomeCases } from '../../testing';
import { gpuFacts, gpuNode } from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import type { gpuNotSystem } from './gpuNotSystem';

const labels = { 'node-role.kubernetes.io/runai-system': '' };
const gpu = gpuNode('gpu', 8);
const worker = nodeFact('worker');

export const cases: OutcomeCases<typeof gpuNotSystem> = {
  None: { facts: gpuFacts([gpu, nodeFact('system', { labels })]) },
  GpuNodesLabelled: {
    facts: gpuFacts([gpuNode('both', 8, { labels }), worker]),
  },
  NotApplicable: { facts: gpuFacts([gpu, worker]) },
};
