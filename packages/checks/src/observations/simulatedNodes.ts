import type { NodeFact } from '../facts/nodeFact';
import { simulatedNodeTable } from '../profiles/tables';
import { memoize } from '../memoize';

type Sign = ReturnType<typeof simulatedNodeTable>[number]['signs'][number];

/** What a node tells where a sign is looked for. */
const TOLD: Record<
  Sign['in'],
  (node: NodeFact, key: string) => string | undefined
> = {
  label: ({ labels }, key) => labels[key],
  annotation: ({ annotations }, key) => annotations[key],
  taint: ({ taints }, key) => {
    const taint = taints.find(one => one.key === key);
    return taint && (taint.value ?? '');
  },
  kubeletVersion: ({ nodeInfo }) => nodeInfo?.kubeletVersion,
  providerID: ({ providerID }) => providerID,
};

/**
 * By what, and by whom, a node is known to be no machine of this cluster: pretended by a simulator, or the entry of a virtual
 * kubelet, whose pods run outside the cluster. Undefined for a machine.
 */
export const simulationOf = memoize((node: NodeFact) => {
  for (const { title: by, pods, signs } of simulatedNodeTable()) {
    for (const { in: place, key, value: matches } of signs) {
      const value = TOLD[place](node, key);
      if (value !== undefined && matches(value)) {
        const why = pods === 'nowhere' ? 'Simulated' : 'RunsElsewhere';
        return { why, by, key: `${place} ${key}`.trim(), value } as const;
      }
    }
  }
  return undefined;
});
