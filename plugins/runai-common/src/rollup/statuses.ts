import type { StatusCounts } from '../types';
import { CHECK_STATUSES, type CheckStatus } from '../vocabulary';

/** `skipped` is below all: what was not looked at is neither better nor worse than what was. */
const BADNESS: Readonly<Record<CheckStatus, number>> = {
  skipped: -1,
  notApplicable: 0,
  pass: 1,
  warn: 2,
  unknown: 3,
  fail: 4,
};

/** @public How bad a status is: the higher, the worse; `skipped` is below all. */
export function badness(status: CheckStatus): number {
  return BADNESS[status];
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

/** @internal The worst status that was counted; `skipped` ones are left out. */
export function worstOf(counts: StatusCounts): CheckStatus {
  return worst(CHECK_STATUSES.filter(status => counts[status] > 0));
}

/** @public How often each status occurs; every status is present. */
export function countStatuses(statuses: Iterable<CheckStatus>): StatusCounts {
  const counts: StatusCounts = {
    pass: 0,
    warn: 0,
    fail: 0,
    unknown: 0,
    notApplicable: 0,
    skipped: 0,
  };
  for (const status of statuses) {
    counts[status] += 1;
  }
  return counts;
}
