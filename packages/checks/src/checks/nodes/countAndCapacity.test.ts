import { gpuDraFact } from '../../facts/gpuDra';
import type { NodeFact } from '../../facts/nodeFact';
import { evaluateToOne, failedFact } from '../../testing';
import { gpuFacts, gpuNode } from '../../testing/gpuStack';
import { controlPlaneFact, nodeFact, projected } from '../../testing/nodes';
import { countAndCapacity } from './countAndCapacity';

function judge(...nodes: NodeFact[]) {
  return evaluateToOne(countAndCapacity, { facts: gpuFacts(nodes) });
}

describe('nodes.count-and-capacity', () => {
  it('counts nodes, cores, memory and GPUs, in all and by pool', () => {
    const a100 = { labels: { 'cloud.google.com/gke-nodepool': 'a100' } };
    expect(
      judge(
        gpuNode('gpu-1', 8, a100),
        gpuNode('gpu-2', 8, { ...a100, ready: 'Unknown' }),
        controlPlaneFact('cp'),
        nodeFact('worker'),
      ),
    ).toMatchObject({
      status: 'pass',
      severity: 'informational',
      message:
        '4 nodes, 3 of them Ready, with 32 cores, 137.44 GB of memory, 16 GPUs. By pool: a100: 2 nodes, 16 cores, 68.72 GB, 16 GPUs; control-plane, master: 1 node, 8 cores, 34.36 GB; workers: 1 node, 8 cores, 34.36 GB',
    });
  });

  it('tells no pools where there is one', () => {
    expect(judge(nodeFact('a'), nodeFact('b')).message).toBe(
      '2 nodes, 2 of them Ready, with 16 cores, 68.72 GB of memory, 0 GPUs',
    );
  });

  it('counts what is not told as not told', () => {
    const bare = projected({ metadata: { name: 'bare' } });
    expect(judge(bare).message).toBe(
      '1 node, 0 of them Ready, 0 GPUs. 1 node does not tell how large they are',
    );
  });

  it('does not count GPUs that are pretended', () => {
    const simulated = { 'run.ai/simulated-gpu-node-pool': 'default' };
    expect(judge(gpuNode('fake', 8, { labels: simulated })).message).toContain(
      '0 GPUs. Not counted: the GPUs of 1 node',
    );
  });

  it('says nothing of GPUs where ResourceSlices, which may hold some, could not be read', () => {
    const facts = {
      ...gpuFacts([nodeFact('a')]),
      [gpuDraFact.id]: failedFact(gpuDraFact, 'Forbidden', 'no').outcome,
    };
    expect(evaluateToOne(countAndCapacity, { facts }).message).not.toContain(
      'GPU',
    );
  });
});
