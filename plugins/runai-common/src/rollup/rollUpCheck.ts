import type { CheckSummary, Result } from '../types';
import type { CheckStatus } from '../vocabulary';
import type { CheckHead, SubjectRollUp } from './checkHead';
import { standingOf, type CheckStanding } from './standing';
import { badness, countStatuses, worst } from './statuses';

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
  const seen = results.filter(({ status }) => status !== 'skipped');
  const status =
    seen.length > 0
      ? rollUp?.(seen) ?? worst(seen.map(result => result.status))
      : 'skipped';
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
    counts: countStatuses(results.map(result => result.status)),
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
  const failing = results.filter(result => result.status === 'fail');
  const changed = (
    status === 'fail' && failing.length > 0 ? failing : results
  ).map(({ changedAt }) => changedAt);
  return {
    observedAt: results.map(({ observedAt }) => observedAt).reduce(earlier),
    changedAt: changed.reduce(status === 'fail' ? earlier : later),
  };
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
