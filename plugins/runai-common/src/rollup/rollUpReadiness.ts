import type { Blocker, StatusCounts } from '../types';
import {
  CHECK_CATEGORIES,
  type CheckStatus,
  type ReadinessState,
} from '../vocabulary';
import { sentenceOf, type Tally } from './sentence';
import type { CheckStanding } from './standing';
import { countStatuses } from './statuses';

/** @public The checks that feed the connection axis: while one of them fails, no verdict is formed. */
export const CONNECTION_CHECKS: readonly string[] = [
  'cluster.reachable',
  'cluster.credentials',
];

/** @public Whether a cluster fulfils what its profile asks for, and why. */
export interface Verdict {
  state: ReadinessState;
  /** False while the cluster cannot be reached or refuses the credentials: keep the verdict that was there before. */
  formed: boolean;
  reason:
    | 'AllMet'
    | 'Warnings'
    | 'RequiredNotMet'
    | 'RequiredUnknown'
    | 'RequiredNotRun'
    | 'NotChecked'
    | 'NotConnected';
  /** One sentence that says the verdict and why. */
  sentence: string;
  /** Of checks, by the status that is shown. */
  counts: StatusCounts;
  /**
   * The required checks that the verdict rests on, roots only, worst first: in `notReady` those that fail, in `undetermined`
   * those that are unknown or were never run.
   */
  blockers: Blocker[];
  /** How many checks count because somebody stated them. */
  attested: number;
  /** How many checks have a risk that was accepted. */
  waived: number;
}

const REASONS: Record<ReadinessState, (tally: Tally) => Verdict['reason']> = {
  notChecked: () => 'NotChecked',
  ready: () => 'AllMet',
  readyWithWarnings: () => 'Warnings',
  notReady: () => 'RequiredNotMet',
  undetermined: ({ unknowns }) =>
    unknowns.length > 0 ? 'RequiredUnknown' : 'RequiredNotRun',
};

/**
 * Forms the verdict. Pure; the order of the checks does not matter; a worse input never gives a better verdict.
 *
 * Informational and not applicable checks are left aside. Any unwaived required fail: `notReady`; else any unwaived required
 * check that is unknown or was never run: `undetermined`; else any warning, recommended fail or unknown, or anything waived:
 * `readyWithWarnings`; else `ready`.
 *
 * A check that waits for another is left out while that one is accounted for: itself not in order and weighing at least as
 * much, or accepted as a risk. Otherwise nobody would speak for what could not be judged, and the check counts as unknown.
 *
 * @public
 */
export function rollUpReadiness(standings: readonly CheckStanding[]): Verdict {
  const sorted = [...standings].sort(byCategory);
  const counts = countStatuses(sorted.map(({ status }) => status));
  const closed = CONNECTION_CHECKS.map(id =>
    sorted.find(({ checkId }) => checkId === id),
  ).find(standing => standing?.status === 'fail');
  const counted = sorted.filter(({ severity }) => severity !== 'informational');
  const tally = tallyOf(counted, sorted);
  const state = closed ? 'undetermined' : stateOf(tally);
  return {
    state,
    formed: closed === undefined,
    reason: closed ? 'NotConnected' : REASONS[state](tally),
    sentence: closed
      ? `No verdict: ${closed.message}`
      : sentenceOf(state, tally),
    counts,
    blockers: (closed ? [closed] : decisive(tally)).map(blockerOf),
    attested: counted.filter(({ attested }) => attested).length,
    waived: counted.filter(({ waived }) => waived).length,
  };
}

function stateOf({
  judged,
  fails,
  unknowns,
  notRun,
  warnings,
}: Tally): ReadinessState {
  if (judged === 0) {
    return 'notChecked';
  }
  if (fails.length > 0) {
    return 'notReady';
  }
  if (unknowns.length > 0 || notRun.length > 0) {
    return 'undetermined';
  }
  return warnings.length > 0 ? 'readyWithWarnings' : 'ready';
}

/** What makes the verdict what it is: while something is not met, what is merely not known would only hide it. */
function decisive({ fails, unknowns, notRun }: Tally): CheckStanding[] {
  return fails.length > 0 ? fails : [...unknowns, ...notRun];
}

function tallyOf(
  counted: readonly CheckStanding[],
  all: readonly CheckStanding[],
): Tally {
  const byId = new Map(all.map(standing => [standing.checkId, standing]));
  const tally: Tally = {
    judged: all.filter(({ effective }) => effective !== 'skipped').length,
    required: 0,
    attested: counted.filter(({ attested }) => attested).length,
    fails: [],
    unknowns: [],
    notRun: [],
    warnings: [],
  };
  for (const standing of counted) {
    const status = isAccountedFor(standing, byId)
      ? standing.unblocked
      : standing.effective;
    const required = standing.severity === 'required';
    tally.required +=
      required && status !== undefined && status !== 'notApplicable' ? 1 : 0;
    const list = listFor(status, required, standing.waived);
    if (list) {
      tally[list].push(standing);
    }
  }
  return tally;
}

function listFor(
  status: CheckStatus | undefined,
  required: boolean,
  waived: boolean,
): 'fails' | 'unknowns' | 'notRun' | 'warnings' | undefined {
  if (required && status === 'fail') {
    return 'fails';
  }
  if (required && status === 'unknown') {
    return 'unknowns';
  }
  if (required && status === 'skipped') {
    return 'notRun';
  }
  const needsAWord =
    status === 'warn' || status === 'fail' || status === 'unknown';
  return needsAWord || waived ? 'warnings' : undefined;
}

/** Whether others speak for all that keeps this check from being judged. */
function isAccountedFor(
  standing: CheckStanding,
  byId: ReadonlyMap<string, CheckStanding>,
): boolean {
  return (
    standing.blockedBy.length > 0 &&
    standing.blockedBy.every(id => speaksFor(id, standing, byId, new Set()))
  );
}

function speaksFor(
  rootId: string,
  blocked: CheckStanding,
  byId: ReadonlyMap<string, CheckStanding>,
  visited: Set<string>,
): boolean {
  const root = byId.get(rootId);
  if (!root || rootId === blocked.checkId || visited.has(rootId)) {
    return false;
  }
  if (root.waived) {
    return true;
  }
  if (root.blockedBy.length > 0) {
    const seen = new Set(visited).add(rootId);
    return root.blockedBy.every(id => speaksFor(id, blocked, byId, seen));
  }
  const weighsEnough =
    root.severity === 'required' ||
    (root.severity === 'recommended' && blocked.severity !== 'required');
  return (
    weighsEnough && (root.effective === 'fail' || root.effective === 'unknown')
  );
}

function blockerOf({
  checkId,
  title,
  reason,
  message,
}: CheckStanding): Blocker {
  return { checkId, title, reason, message };
}

function byCategory(a: CheckStanding, b: CheckStanding): number {
  const categories =
    CHECK_CATEGORIES.indexOf(a.category) - CHECK_CATEGORIES.indexOf(b.category);
  if (categories !== 0 || a.checkId === b.checkId) {
    return categories;
  }
  return a.checkId < b.checkId ? -1 : 1;
}
