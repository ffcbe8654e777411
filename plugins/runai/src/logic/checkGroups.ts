import {
  CHECK_CATEGORIES,
  CHECK_STATUSES,
  type CheckCategory,
  type CheckStatus,
  type CheckSummary,
  type Severity,
  type StatusCounts,
} from '@runai-portal/backstage-plugin-runai-common';
import { compareSummaries } from './worstFirst';

/** The statuses that ask for attention. */
export const NOT_PASSING: readonly CheckStatus[] = [
  'fail',
  'warn',
  'unknown',
  'skipped',
];

/** What the filters of the Prerequisites tab hold; an empty list lets everything through. */
export interface CheckFilter {
  statuses: readonly CheckStatus[];
  severities: readonly Severity[];
  requirements: readonly string[];
  categories: readonly CheckCategory[];
}

/** Checks of one category. */
export interface CheckGroup {
  category: CheckCategory;
  /** Over the whole category, whatever the filter. */
  counts: StatusCounts;
  /** Those that the filter lets through, worst first. */
  checks: CheckSummary[];
}

/** Counts checks by status; every status is present. */
export function countByStatus(
  summaries: readonly CheckSummary[],
): StatusCounts {
  const counts: StatusCounts = {
    pass: 0,
    warn: 0,
    fail: 0,
    unknown: 0,
    notApplicable: 0,
    skipped: 0,
  };
  for (const { status } of summaries) counts[status] += 1;
  return counts;
}

/** Whether a check passes the filter. */
export function passesFilter(
  summary: CheckSummary,
  filter: CheckFilter,
): boolean {
  const { statuses, severities, requirements, categories } = filter;
  return (
    (statuses.length === 0 || statuses.includes(summary.status)) &&
    (severities.length === 0 || severities.includes(summary.severity)) &&
    (categories.length === 0 || categories.includes(summary.category)) &&
    (requirements.length === 0 ||
      summary.requirements.some(id => requirements.includes(id)))
  );
}

/** The categories that have a check left, in the order of the catalogue. */
export function groupChecks(
  summaries: readonly CheckSummary[],
  filter: CheckFilter,
): CheckGroup[] {
  return CHECK_CATEGORIES.flatMap(category => {
    const all = summaries.filter(summary => summary.category === category);
    const checks = all
      .filter(summary => passesFilter(summary, filter))
      .sort(compareSummaries);
    return checks.length > 0
      ? [{ category, counts: countByStatus(all), checks }]
      : [];
  });
}

/** The statuses that occur, in the order in which sentences name them, with their counts. */
export function namedCounts(
  counts: StatusCounts,
): { status: CheckStatus; count: number }[] {
  const order: CheckStatus[] = [
    'fail',
    'warn',
    'unknown',
    'skipped',
    'pass',
    'notApplicable',
  ];
  return order
    .filter(status => CHECK_STATUSES.includes(status) && counts[status] > 0)
    .map(status => ({ status, count: counts[status] }));
}

/** All requirement ids that the checks name, `A2` before `A10` before `B1`. */
export function requirementsOf(
  checks: readonly { requirements: string[] }[],
): string[] {
  const ids = new Set(checks.flatMap(check => check.requirements));
  return [...ids].sort((left, right) =>
    left.localeCompare(right, 'en', { numeric: true }),
  );
}
