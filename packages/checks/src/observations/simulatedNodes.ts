import type { NodeFact } from '../facts/nodeFact';
import { simulatedNodeTable } from '../profiles/tables';
import type { Matcher } from '../profiles/wildcard';
import { memoize } from './memoize';

/** That a node is no machine of this cluster, and by what that is known. */
export type Simulation = NonNullable<ReturnType<typeof simulationOf>>;

/** Whether a node is none: pretended by a simulator, or the entry of a virtual kubelet. Undefined for a machine. */
export const simulationOf = memoize((node: NodeFact) => {
  for (const row of simulatedNodeTable()) {
    const sign = signOf(node, row);
    if (sign) {
      // Where its pods run: `nowhere`, or `elsewhere`, outside this cluster.
      const { title: by, pods } = row;
      return { by, pods, ...sign };
    }
  }
  return undefined;
});

type SimulatedNodeRow = ReturnType<typeof simulatedNodeTable>[number];

function signOf(
  { labels, annotations, taints, nodeInfo, providerID }: NodeFact,
  row: SimulatedNodeRow,
) {
  const taintOf = (key: string) => {
    const taint = taints.find(one => one.key === key);
    return taint && (taint.value ?? '');
  };
  const field = (key: string, value: string | undefined, matches: Matcher) =>
    value && matches(value) ? { key, value } : undefined;
  return (
    firstSign('label', row.labels, key => labels[key]) ??
    firstSign('taint', row.taints, taintOf) ??
    firstSign('annotation', row.annotations, key => annotations[key]) ??
    field('kubeletVersion', nodeInfo?.kubeletVersion, row.kubeletVersion) ??
    field('providerID', providerID, row.providerID)
  );
}

function firstSign(
  what: string,
  signs: SimulatedNodeRow['labels'],
  valueOf: (key: string) => string | undefined,
) {
  for (const { key, value: matches } of signs) {
    const value = valueOf(key);
    if (value !== undefined && matches(value)) {
      return { key: `${what} ${key}`, value };
    }
  }
  return undefined;
}
