import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from './useText';

/** Whether a cluster is ready for Run:ai, in a sentence; of one that cannot be reached, what was last known. */
export function useVerdict(
  cluster: Pick<ClusterSummary, 'readiness' | 'stale'>,
): string {
  const { readiness, stale } = cluster;
  const t = useText();
  const sentence =
    readiness.sentence ??
    t(`verdict.${readiness.state}`, { count: readiness.blockers.length });
  return stale && readiness.state !== 'notChecked'
    ? `${t('check.lastKnown')} ${sentence}`
    : sentence;
}
