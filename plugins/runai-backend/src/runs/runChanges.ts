import type {
  CheckStatus,
  CheckSummary,
  Run,
} from '@runai-portal/backstage-plugin-runai-common';
import type { NewTransition } from '../database/transitions';

const FINE: readonly CheckStatus[] = ['pass', 'notApplicable'];

/** A transition for each check whose status is another than before, or that was judged for the first time. */
export function checkTransitions(options: {
  before: ReadonlyMap<string, CheckSummary>;
  after: readonly CheckSummary[];
  cluster: string;
  at: string;
  runId: string;
}): NewTransition[] {
  const { before, after, cluster, at, runId } = options;
  return after.flatMap(summary => {
    const was = before.get(summary.checkId);
    if (was?.status === summary.status) {
      return [];
    }
    return [
      {
        cluster,
        checkId: summary.checkId,
        ...(was && { from: was.status }),
        to: summary.status,
        reason: summary.reason,
        message: summary.message,
        at,
        runId,
      },
    ];
  });
}

/** Which checks came to be in order, and which ceased to; those judged for the first time are neither. */
export function runChanges(
  transitions: readonly NewTransition[],
): NonNullable<Run['changes']> {
  const ids = (wasFine: boolean) =>
    transitions.flatMap(({ checkId, from, to }) =>
      checkId && from && isFine(from) === wasFine && isFine(to) === !wasFine
        ? [checkId]
        : [],
    );
  return { fixed: ids(false), broken: ids(true) };
}

function isFine(status: string): boolean {
  return FINE.some(fine => fine === status);
}
