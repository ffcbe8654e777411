import type {
  CheckSummary,
  Result,
} from '@runai-portal/backstage-plugin-runai-common';

/** How many subjects of a check do not pass, of how many that it applies to. */
export function subjectCounts(summary: CheckSummary): {
  concerned: number;
  total: number;
} {
  const { pass, warn, fail, unknown, skipped } = summary.counts;
  const concerned = warn + fail + unknown + skipped;
  return { concerned, total: concerned + pass };
}

/**
 * Whether a check needs what the portal does not do by itself, and so was never run.
 *
 * @remarks What can only be seen from a pod can be stated instead; a check of another kind was skipped in this run alone.
 */
export function neverRan(summary: CheckSummary) {
  const { status, observedAt, reason, attestable } = summary;
  return (
    status === 'skipped' && (!observedAt || (reason === 'NotRun' && attestable))
  );
}

/** The subjects, by name, that wait for another check, and how many more of them there are than the summary names. */
export function waitingSubjects(summary: CheckSummary): {
  names: string[];
  more: number;
} {
  const isBySubject = summary.worst.some(isNamed);
  if (!isBySubject) return { names: [], more: 0 };
  const waiting = summary.worst.filter(result => result.blockedBy);
  const names = waiting.filter(isNamed).map(({ subject }) => subject.name);
  // The three worst may all wait; the others of the same status do so too, as far as the summary tells.
  const isCut = waiting.length === summary.worst.length;
  return {
    names,
    more: isCut ? Math.max(0, summary.counts.unknown - names.length) : 0,
  };
}

function isNamed({ subject }: Result): boolean {
  return subject.kind !== 'cluster';
}
