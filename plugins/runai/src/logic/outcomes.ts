import type {
  CheckOutcome,
  CheckStatus,
} from '@runai-portal/backstage-plugin-runai-common';

const ORDER: readonly CheckStatus[] = [
  'fail',
  'warn',
  'unknown',
  'pass',
  'notApplicable',
  'skipped',
];

/** An outcome, and an earlier one where the same is to be done. */
export interface ListedOutcome extends CheckOutcome {
  alike?: string;
}

/** Outcomes with the worst first, as declared within one status; what to do is told once where it is the same. */
export function byStatus(outcomes: readonly CheckOutcome[]): ListedOutcome[] {
  const before = new Map<string, string>();
  return [...outcomes]
    .sort(
      (left, right) => ORDER.indexOf(left.status) - ORDER.indexOf(right.status),
    )
    .map(outcome => {
      if (!outcome.remedy) return outcome;
      const key = JSON.stringify(outcome.remedy);
      const alike = before.get(key);
      if (!alike) before.set(key, outcome.reason);
      return { ...outcome, alike };
    });
}
