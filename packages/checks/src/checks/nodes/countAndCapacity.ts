import { defineCheck } from '../../declarations';
import { evidenceOf, type EvidenceRow } from '../../engine/findings';
import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { memoize } from '../../memoize';
import { gpuNodesObservation, type GpuNode } from '../../observations/gpuNodes';
import { acceleratorTable } from '../../profiles/tables';
import { CapacityTally } from './CapacityTally';
import { amountOf } from './judgeResource';

const MAX_POOLS = 10;

/** Numbers alone: how large the cluster is, and of what pools it consists. */
export const countAndCapacity = defineCheck({
  id: 'nodes.count-and-capacity',
  title: 'How many nodes, cores, memory and GPUs there are',
  category: 'nodes',
  description:
    'Numbers alone, in all and by pool: nodes, cores, memory, and GPUs as nodes register them, shares and MIG devices each for itself. What a node does not tell is not counted as nothing: it is said how many nodes do not tell.',
  verify: {
    text: 'Add up what the nodes have.',
    commands: [
      'kubectl get nodes -o custom-columns=NAME:.metadata.name,CPU:.status.capacity.cpu,MEMORY:.status.capacity.memory,GPUS:.status.capacity.nvidia\\.com/gpu',
    ],
  },
  severity: 'informational',
  uses: { nodes: nodesFact },
  optional: { gpus: gpuNodesObservation },
  expected: 'numbers alone',
  actual:
    '{count} {count:node|nodes}[, {cpu}][, {memory} of memory][, {gpus} {gpus:GPU|GPUs}]',
  outcomes: {
    Counted: {
      status: 'pass',
      says: '{count} {count:node|nodes}, {ready} of them Ready[, with {cpu}][, {memory} of memory][, {gpus} {gpus:GPU|GPUs}][. {untold} {untold:node does|nodes do} not tell how large they are][. Not counted: the GPUs of {excluded} {excluded:node|nodes}, simulated or given to virtual machines][. By pool: {pools}]',
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'There is no node to count',
      actual: 'no nodes',
    },
  },
  evaluate: ({ nodes, gpus }) => {
    if (nodes.length === 0) {
      return { outcome: 'NotApplicable' };
    }
    const all = new CapacityTally();
    const pools = new Map<string, CapacityTally>();
    for (const node of nodes) {
      const gpu = gpus?.byName.get(node.name);
      const name = poolOf(node, gpu);
      const pool = pools.get(name) ?? new CapacityTally();
      pools.set(name, pool);
      all.add(node, gpu);
      pool.add(node, gpu);
    }
    const largest = [...pools].sort(([, a], [, b]) => b.nodes - a.nodes);
    const shown = largest.slice(0, MAX_POOLS);
    const more = largest.length - shown.length;
    const words = shown.map(([name, pool]) => `${name}: ${pool.words()}`);
    return {
      outcome: 'Counted',
      values: {
        count: all.nodes,
        ready: all.ready,
        cpu: all.cpu ? amountOf(all.cpu, 'cpu') : undefined,
        memory: all.memory ? amountOf(all.memory, 'memory') : undefined,
        // ResourceSlices that were not read may hold some.
        gpus: gpus?.slicesRead || all.gpus > 0 ? all.gpus : undefined,
        excluded: all.excluded || undefined,
        untold: all.untold || undefined,
        pools:
          largest.length > 1
            ? [...words, ...(more > 0 ? [`${more} more pools`] : [])].join('; ')
            : undefined,
      },
      evidence: evidenceOf(
        shown.map(
          ([name, pool]): EvidenceRow => [
            `pool ${name}`,
            'capacity',
            pool.words(),
            'reported',
          ],
        ),
      ),
      judged: all.nodes,
      of: all.nodes,
    };
  },
});

const labelledPool = memoize((labels: NodeFact['labels']) =>
  acceleratorTable()
    .poolLabels.map(key => labels[key])
    .find(Boolean),
);

/** The label of a pool that whoever made the node put on it, else what the node is for. */
function poolOf({ labels, roles }: NodeFact, gpu: GpuNode | undefined): string {
  const byRole = roles.length > 0 ? roles.join(', ') : 'workers';
  return labelledPool(labels) ?? (gpu ? 'GPU nodes' : byRole);
}
