import type {
  CheckStatus,
  CheckSummary,
  ClusterSummary,
  NodeView,
  Result,
  Severity,
} from '@runai-portal/backstage-plugin-runai-common';
import { stateLook } from './states';
import { toneRank } from './tone';

const STATUS_RANK: Record<CheckStatus, number> = {
  fail: 0,
  unknown: 1,
  warn: 2,
  skipped: 3,
  pass: 4,
  notApplicable: 5,
};
const SEVERITY_RANK: Record<Severity, number> = {
  required: 0,
  recommended: 1,
  informational: 2,
};

/** Compares by one number after the other; the first that differs decides. */
function compareRanks(
  left: readonly number[],
  right: readonly number[],
): number {
  for (const [index, rank] of left.entries()) {
    const difference = rank - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Ranks of a cluster: whether it is reached, then its other axes, the worst of them first. */
function clusterRanks(cluster: ClusterSummary): number[] {
  const others = [
    toneRank(stateLook('health', cluster.health.state).tone),
    toneRank(stateLook('readiness', cluster.readiness.state).tone),
    toneRank(stateLook('install', cluster.install.state).tone),
  ];
  return [
    toneRank(stateLook('connection', cluster.connection.state).tone),
    ...others.sort((a, b) => a - b),
  ];
}

/** Clusters that cannot be reached first, then by their worst axis, then by name. */
export function compareClusters(
  left: ClusterSummary,
  right: ClusterSummary,
): number {
  return (
    compareRanks(clusterRanks(left), clusterRanks(right)) ||
    left.name.localeCompare(right.name)
  );
}

/** Worst status first; within one status what is required first, and roots before what they block. */
export function compareSummaries(
  left: CheckSummary,
  right: CheckSummary,
): number {
  const ranks = (summary: CheckSummary) => [
    STATUS_RANK[summary.status],
    summary.blockedBy ? 1 : 0,
    SEVERITY_RANK[summary.severity],
  ];
  return (
    compareRanks(ranks(left), ranks(right)) ||
    left.checkId.localeCompare(right.checkId)
  );
}

/** Worst status first, then by the subject's name, numbers within names by value. */
export function compareResults(left: Result, right: Result): number {
  return (
    STATUS_RANK[left.status] - STATUS_RANK[right.status] ||
    compareNames(left.subject.name, right.subject.name)
  );
}

/** `gpu-2` before `gpu-10`. */
export function compareNames(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

/** Nodes that are not ready first, then by their worst result, then those that are cordoned, then by name. */
export function compareNodes(left: NodeView, right: NodeView): number {
  const ranks = (node: NodeView) => [
    node.ready === 'True' ? 1 : 0,
    Math.min(4, ...node.results.map(result => STATUS_RANK[result.status])),
    node.unschedulable ? 0 : 1,
  ];
  return (
    compareRanks(ranks(left), ranks(right)) ||
    compareNames(left.name, right.name)
  );
}
