import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  Result,
  Statements,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Fact, FactOutcome, FactOutcomes } from '../declarations';
import { factsOf, type SessionOptions } from './Catalogue';
import { Judgement } from './Judgement';
import { summarise } from './summarise';

/** Under what facts are judged, or were read. */
export type JudgedUnder = Pick<SessionOptions, 'profile' | 'settings'>;

/** What is judged, and how. */
export interface JudgeFactsOptions extends Partial<JudgedUnder> {
  /** What runs read. */
  facts: FactOutcomes;
  /** Ids of the checks that are judged; all where absent. */
  checks?: readonly string[];
  /** Under what they were read: the session's own where absent. */
  readUnder?: JudgedUnder;
  /** Waivers and attestations. */
  statements?: Statements;
}

/**
 * Judges all checks on facts that were read before, under the session's profile and settings or under others, and asks the
 * cluster nothing. What would have been read otherwise is not known, and says so.
 *
 * @remarks Lets other work go on between two checks: on a large cluster all of them together take a while.
 */
export async function judgeFacts(
  session: SessionOptions,
  options: JudgeFactsOptions,
) {
  const { catalogue, name: cluster, audience, now } = session;
  const { profile = session.profile, settings = session.settings } = options;
  const { readUnder = session, statements } = options;
  const { checks } = catalogue;
  const planned = options.checks
    ? checks.filter(({ id }) => options.checks?.includes(id))
    : checks;
  const wanted = { profile, settings };
  const facts = { ...options.facts };
  for (const fact of new Set(checks.flatMap(factsOf))) {
    const outcome = facts[fact.id];
    if (outcome && !(fact.readsAlike?.(readUnder, wanted) ?? true)) {
      facts[fact.id] = readOtherwise(fact, outcome);
    }
  }
  const context = { profile, settings, audience, now: now() };
  const judgement = new Judgement(catalogue, { facts, cluster, ...context });
  const { gates } = catalogue;
  const closed = checks
    .filter(({ id }) => gates.includes(id))
    .flatMap(gate => judgement.results(gate))
    .find(({ status }) => status === 'fail');
  // What comes after a closed gate is not known, the gates behind it included.
  const judgedGates = closed
    ? gates.slice(0, gates.indexOf(closed.checkId) + 1)
    : [];
  const results: Result[] = [];
  for (const check of planned) {
    const isBehind = closed && !check.active && !judgedGates.includes(check.id);
    results.push(
      ...(isBehind
        ? [judgement.resultBehind(closed, check)]
        : judgement.results(check)),
    );
    await nextTurn();
  }
  return {
    results,
    ...summarise({ ...context, checks: planned, results, statements }),
  };
}

function readOtherwise(
  { title }: Fact<unknown>,
  { observedAt, durationMs }: FactOutcome,
): FactOutcome {
  const message = `${title}: what was read holds for other settings. Run the checks with these to know`;
  return { ok: false, reason: 'NotRun', message, observedAt, durationMs };
}
