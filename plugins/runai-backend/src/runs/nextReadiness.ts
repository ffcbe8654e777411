import type {
  ReadinessAxis,
  Verdict,
} from '@runai-portal/backstage-plugin-runai-common';
import { nextAxis } from '../refresh/nextAxis';

/**
 * The readiness after a run. While no verdict can be formed, because the cluster is not reached, the last one stays with its
 * date.
 */
export function nextReadiness(
  before: ReadinessAxis,
  verdict: Verdict,
  options: { profile: string; at: string },
): ReadinessAxis | undefined {
  if (!verdict.formed) {
    return undefined;
  }
  const { profile, at } = options;
  const { state, reason, sentence, counts, blockers, attested } = verdict;
  return {
    ...nextAxis(before, { state, reason, message: sentence }, at),
    profile,
    counts,
    blockers,
    checkedAt: at,
    attested,
    sentence,
  };
}
