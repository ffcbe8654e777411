import type { CheckSummary, Result } from '../types';
import type { CheckStatus } from '../vocabulary';
import type { CheckHead, SubjectRollUp } from './checkHead';
import { hasStatement, standingOf, type CheckStanding } from './standing';
import { badness, countStatuses, worstOf } from './statuses';

/** @public A check over all its subjects: what is shown, and what it adds to the verdict. */
export interface RolledUpCheck {
  summary: CheckSummary;
  standing: CheckStanding;
}

/**
 * Rolls the subjects of one check up: the worst of notApplicable, pass, warn, unknown, fail. Skipped subjects are left out and
 * counted. The order of the results does not matter.
 *
 * @param options.results - with the waivers and attestations that hold for them; none where the check has never run
 * @param options.rollUp - where the check has a rule of its own
 * @public
 */
export function rollUpCheck(options: {
  check: CheckHead;
  results: readonly Result[];
  rollUp?: SubjectRollUp;
}): RolledUpCheck {
  const { check, rollUp } = options;
  const results = [...options.results].sort(byBadness);
  const counts = countStatuses(results.map(result => result.status));
  const seen =
    counts.skipped > 0
      ? results.filter(result => result.status !== 'skipped')
      : results;
  const status =
    seen.length > 0 ? rollUp?.(seen) ?? worstOf(counts) : 'skipped';
  const speaker =
    results.find(result => result.status === status) ?? results[0];
  const standing = standingOf({ check, results, status, speaker, rollUp });
  const summary: CheckSummary = {
    checkId: check.checkId,
    title: check.title,
    category: check.category,
    severity: check.severity,
    status,
    reason: speaker?.reason ?? 'NotRun',
    message: speaker?.message ?? 'Not run yet',
    counts,
    worst: results.slice(0, 3),
    requirements: check.requirements,
    attestable: check.attestable,
    ...(standing.blockedBy.length > 0 && { blockedBy: standing.blockedBy[0] }),
    ...(seen.length > 0 &&
      seen.length < results.length && {
        sampled: { probed: seen.length, total: results.length },
      }),
    ...times(results, status),
    ...statements(results),
  };
  return { summary, standing };
}

/** Worst first; subjects by name, so that the answer does not depend on the order in which they came. */
function byBadness(a: Result, b: Result): number {
  return (
    badness(b.status) - badness(a.status) ||
    compare(a.subject.kind, b.subject.kind) ||
    compare(a.subject.namespace ?? '', b.subject.namespace ?? '') ||
    compare(a.subject.name, b.subject.name) ||
    compare(a.reason, b.reason) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/**
 * A summary is as old as its oldest result. It fails since the first subject failed; any other status it has since the last
 * subject changed, since before that a worse one may have stood.
 */
function times(
  results: readonly Result[],
  status: CheckStatus,
): Pick<CheckSummary, 'observedAt' | 'changedAt'> {
  if (results.length === 0) {
    return {};
  }
  const failing =
    status === 'fail' ? results.filter(result => result.status === 'fail') : [];
  let { observedAt } = results[0];
  for (const result of results) {
    observedAt = earlier(observedAt, result.observedAt);
  }
  const changed = failing.length > 0 ? failing : results;
  const of = status === 'fail' ? earlier : later;
  let { changedAt } = changed[0];
  for (const result of changed) {
    changedAt = of(changedAt, result.changedAt);
  }
  return { observedAt, changedAt };
}

/** Times are ISO 8601 in UTC: their order is that of the texts. */
function earlier(a: string, b: string): string {
  return b < a ? b : a;
}

function later(a: string, b: string): string {
  return b > a ? b : a;
}

/** The waiver where it covers every subject that needs one; the attestation where one was given. */
function statements(
  results: readonly Result[],
): Pick<CheckSummary, 'waiver' | 'attestation'> {
  if (!results.some(hasStatement)) {
    return {};
  }
  const needy = results.filter(
    ({ status }) => badness(status) >= badness('warn'),
  );
  const waiver =
    needy.length > 0 && needy.every(result => result.waiver)
      ? needy[0].waiver
      : undefined;
  const attestation = results.find(result => result.attestation)?.attestation;
  return { ...(waiver && { waiver }), ...(attestation && { attestation }) };
}
