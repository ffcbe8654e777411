import {
  CONNECTION_CHECKS,
  type Result,
} from '@runai-portal/backstage-plugin-runai-common';

/**
 * Lays the results of a run over those that are stored, by check.
 *
 * @remarks A check that the run judged is replaced as a whole. One that only says "blocked by the connection" or "not run" says
 * nothing new: what was known of it stays, with its age. A result whose status and reason are what they were keeps the moment since when.
 *
 * @returns all results, and the ids of the checks that are to be written
 */
export function mergeResults(
  stored: ReadonlyMap<string, readonly Result[]>,
  found: readonly Result[],
): { results: Map<string, Result[]>; changed: string[] } {
  const merged = new Map(
    [...stored].map(([checkId, results]) => [checkId, [...results]]),
  );
  const changed: string[] = [];
  for (const [checkId, results] of byCheck(found)) {
    const known = stored.get(checkId) ?? [];
    const saysNothing =
      results.every(isBlockedByConnection) ||
      (results.every(isNotRun) && !known.every(isNotRun));
    if (!saysNothing) {
      merged.set(checkId, keepSince(known, results));
      changed.push(checkId);
    }
  }
  return { results: merged, changed };
}

function byCheck(results: readonly Result[]): Map<string, Result[]> {
  const grouped = new Map<string, Result[]>();
  for (const result of results) {
    const list = grouped.get(result.checkId);
    if (list) {
      list.push(result);
    } else {
      grouped.set(result.checkId, [result]);
    }
  }
  return grouped;
}

function isBlockedByConnection({ blockedBy }: Result): boolean {
  return blockedBy !== undefined && CONNECTION_CHECKS.includes(blockedBy);
}

function isNotRun({ status, reason }: Result): boolean {
  return status === 'skipped' && reason === 'NotRun';
}

function keepSince(
  before: readonly Result[],
  after: readonly Result[],
): Result[] {
  const known = new Map(before.map(result => [subjectKey(result), result]));
  return after.map(result => {
    const was = known.get(subjectKey(result));
    return was && was.status === result.status && was.reason === result.reason
      ? { ...result, changedAt: was.changedAt }
      : result;
  });
}

function subjectKey({ subject }: Result): string {
  return JSON.stringify([subject.kind, subject.namespace ?? '', subject.name]);
}
