import type {
  Axis,
  ClusterSummary,
} from '@runai-portal/backstage-plugin-runai-common';

/** Reasons that say no more than that nothing is known. */
const NOTHING_KNOWN: readonly string[] = ['NotSeen', 'NotConnected'];

/**
 * Why an axis is as it is, in a sentence; a code where the backend gives no sentence.
 *
 * @remarks A cluster that cannot be reached says why by its connection; the other axes repeat that, and are not to (rule 3 of
 * the product: the root cause is told once).
 */
export function axisReason(
  cluster: Pick<ClusterSummary, 'connection'>,
  axis: Axis,
): string | undefined {
  const { message, reason } = axis;
  if (axis !== cluster.connection) {
    if (message !== undefined && message === cluster.connection.message)
      return undefined;
    if (message === undefined && NOTHING_KNOWN.includes(reason ?? ''))
      return undefined;
  }
  return message ?? reason;
}
