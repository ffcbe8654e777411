import type { NodeFact } from '../facts/nodeFact';
import {
  simulatedNodeTable,
  type SimulatedNodeRow,
} from '../profiles/simulatedNodeTable';

/** That a node is no machine of this cluster, and by what that is known. */
export interface Simulation {
  /** E.g. `KWOK`, `a virtual kubelet`. */
  readonly by: string;
  /** `nowhere`: nothing that is placed there runs; `elsewhere`: it does, outside this cluster. */
  readonly pods: 'nowhere' | 'elsewhere';
  readonly key: string;
  readonly value: string;
}

/** Whether a node is none: pretended by a simulator, or the entry of a virtual kubelet. Undefined for a machine. */
export function simulationOf(node: NodeFact): Simulation | undefined {
  for (const row of simulatedNodeTable()) {
    const sign = signOf(node, row);
    if (sign) {
      const { title, pods } = row;
      return { by: title, pods, ...sign };
    }
  }
  return undefined;
}

function signOf(
  { labels, annotations, taints, nodeInfo, providerID }: NodeFact,
  row: SimulatedNodeRow,
): { key: string; value: string } | undefined {
  for (const { key, matches } of row.labels) {
    if (labels[key] !== undefined && matches(labels[key])) {
      return { key: `label ${key}`, value: labels[key] };
    }
  }
  for (const { key, matches } of row.taints) {
    const taint = taints.find(one => one.key === key);
    if (taint && matches(taint.value ?? '')) {
      return { key: `taint ${key}`, value: taint.value ?? '' };
    }
  }
  for (const { key } of row.annotations) {
    if (annotations[key] !== undefined) {
      return { key: `annotation ${key}`, value: annotations[key] };
    }
  }
  const { kubeletVersion } = nodeInfo ?? {};
  if (kubeletVersion && row.kubeletVersion(kubeletVersion)) {
    return { key: 'kubeletVersion', value: kubeletVersion };
  }
  return providerID && row.providerID(providerID)
    ? { key: 'providerID', value: providerID }
    : undefined;
}
