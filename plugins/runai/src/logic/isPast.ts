import type {
  CheckSummary,
  ClusterSummary,
} from '@runai-portal/backstage-plugin-runai-common';

/** Whether a result is from before the connection broke: while it is broken, only what was judged since is as things are. */
export function isPast(
  cluster: Pick<ClusterSummary, 'stale' | 'connection'>,
  { observedAt }: Pick<CheckSummary, 'observedAt'>,
): boolean {
  return (
    cluster.stale &&
    Date.parse(observedAt ?? '') < Date.parse(cluster.connection.since ?? '')
  );
}
