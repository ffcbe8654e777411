import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import { compareNames } from './worstFirst';
import { worstReason, type WorstAxis } from './worstReason';

const AXES: readonly (WorstAxis['axis'] | undefined)[] = [
  'connection',
  'health',
  'readiness',
  'install',
  undefined,
];

/** What cannot be reached first, then by the axis that is not as it should be; well clusters, and last those that nobody knows. */
export function compareDependencies(
  left: ClusterSummary | undefined,
  right: ClusterSummary | undefined,
): number {
  if (!left || !right) return Number(!left) - Number(!right);
  const rank = (cluster: ClusterSummary) =>
    AXES.indexOf(worstReason(cluster)?.axis);
  return rank(left) - rank(right) || compareNames(left.name, right.name);
}
