import {
  keepsPodsAway,
  type NodeFact,
  type NodeTaint,
} from '../facts/nodeFact';
import type { Toleration, WorkloadFact } from '../facts/workloads';
import { missingLabel } from './gpuStack';

/**
 * Taints that every pod of a DaemonSet tolerates: its controller says so.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations
 */
const TOLERATED_BY_ALL: ReadonlySet<string> = new Set([
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/pid-pressure',
  'node.kubernetes.io/unschedulable',
  'node.kubernetes.io/network-unavailable',
]);

/**
 * What keeps the pods of a DaemonSet off a node, in words: a taint, or a label that it selects by. Undefined where nothing does
 * that can be seen; node affinity is not read, so that a node may be left out all the same.
 */
export function keptOffBy(
  workload: WorkloadFact,
  { taints, labels }: Pick<NodeFact, 'taints' | 'labels'>,
): string | undefined {
  const missing = missingLabel(workload, labels);
  if (missing) {
    return `its node selector ${missing.key}=${missing.wanted}`;
  }
  const taint = taints.find(
    one => keepsPodsAway(one) && !isTolerated(one, workload.tolerations),
  );
  return taint && `taint ${writtenTaint(taint)}`;
}

/** As `kubectl taint` writes it. */
export function writtenTaint({ key, value, effect }: NodeTaint): string {
  return value ? `${key}=${value}:${effect}` : `${key}:${effect}`;
}

function isTolerated(
  { key, value = '', effect }: NodeTaint,
  tolerations: readonly Toleration[],
): boolean {
  return (
    TOLERATED_BY_ALL.has(key) ||
    tolerations.some(
      one =>
        (one.effect === undefined || one.effect === effect) &&
        (one.key === undefined ? one.operator === 'Exists' : one.key === key) &&
        (one.operator === 'Exists' || (one.value ?? '') === value),
    )
  );
}
