import type { OutcomeCases } from '../../testing';
import { gpuFacts, gpuNode } from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import type { countAndCapacity } from './countAndCapacity';

export const cases: OutcomeCases<typeof countAndCapacity> = {
  Counted: { facts: gpuFacts([gpuNode('gpu', 8), nodeFact('worker')]) },
  NotApplicable: { facts: gpuFacts([]) },
};
