import type { CheckSummary } from '@runai-portal/backstage-plugin-runai-common';

/** How many subjects of a check do not pass, of how many that it applies to. */
export function subjectCounts(summary: CheckSummary): {
  concerned: number;
  total: number;
} {
  const { pass, warn, fail, unknown, skipped } = summary.counts;
  const concerned = warn + fail + unknown + skipped;
  return { concerned, total: concerned + pass };
}
