import type {
  CheckStatus,
  CheckSummary,
  Result,
  Severity,
} from '@runai-portal/backstage-plugin-runai-common';

/** The worse, the smaller. */
export const STATUS_RANK: Record<CheckStatus, number> = {
  fail: 0,
  unknown: 1,
  warn: 2,
  skipped: 3,
  pass: 4,
  notApplicable: 5,
};
/** The graver, the smaller. */
export const SEVERITY_RANK: Record<Severity, number> = {
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
