import type { StatusCounts } from '../types';
import { CHECK_STATUSES, type CheckStatus } from '../vocabulary';

/**
 * Statuses from good to bad. `skipped` is not among them: what was not looked at is neither better nor worse than what was.
 */
const FROM_GOOD_TO_BAD: readonly CheckStatus[] = [
  'notApplicable',
  'pass',
  'warn',
  'unknown',
  'fail',
];

/** @public How bad a status is: the higher, the worse; `skipped` is below all. */
export function badness(status: CheckStatus): number {
  return FROM_GOOD_TO_BAD.indexOf(status);
}

/**
 * The worst of several statuses; `skipped` ones are left out.
 *
 * @returns `skipped` where nothing else is there
 * @public
 */
export function worst(statuses: Iterable<CheckStatus>): CheckStatus {
  let found: CheckStatus = 'skipped';
  for (const status of statuses) {
    if (badness(status) > badness(found)) {
      found = status;
    }
  }
  return found;
}

/** @public How often each status occurs; every status is present. */
export function countStatuses(statuses: Iterable<CheckStatus>): StatusCounts {
  const counts = Object.fromEntries(
    CHECK_STATUSES.map(status => [status, 0]),
  ) as StatusCounts;
  for (const status of statuses) {
    counts[status] += 1;
  }
  return counts;
}
