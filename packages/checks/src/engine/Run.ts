import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  worst,
  type Result,
  type RunEvent,
  type Statements,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check, Fact, FactOutcomes } from '../declarations';
import { factsNeeded, type SessionOptions } from './Catalogue';
import type { FactCollector } from './FactCollector';
import { Judgement } from './Judgement';
import { summarise } from './summarise';

/** Longest time of a passive run. */
const RUN_TIMEOUT_MS = 90_000;

/** What to run, and how. */
export interface RunOptions {
  /** Ids of checks; all where absent. */
  checks?: readonly string[];
  signal?: AbortSignal;
  /** 90 s where absent. */
  timeoutMs?: number;
  /** Read every fact anew, also those that are young enough. */
  fresh?: boolean;
  /** Hears of what the run does, and of how many of its passive checks are judged. */
  onProgress?: (progress: {
    done: number;
    total: number;
    event: RunEvent;
  }) => void;
  /** Waivers and attestations. */
  statements?: Statements;
}

/** What a run found; summaries and verdict over the planned checks, of which those that were not judged are `skipped`. */
export type RunOutcome = Awaited<ReturnType<Run['finish']>>;

/**
 * One run: the checks that everything rests on first, then the facts of all others at once, each check judged as soon as its
 * facts are there.
 */
export class Run {
  readonly #session: SessionOptions;
  readonly #collector: FactCollector;
  readonly #options: RunOptions;
  readonly #startedAt: Date;
  readonly #signal: AbortSignal;
  readonly #planned: readonly Check[];
  readonly #passive: readonly Check[];
  readonly #needs: ReadonlyMap<Check, readonly Fact<unknown>[]>;
  readonly #facts: FactOutcomes = {};
  readonly #results = new Map<Check, readonly Result[]>();
  #judgedPassive = 0;
  #events = 0;

  /** @throws Error where a check is asked for that there is not */
  constructor(
    session: SessionOptions,
    collector: FactCollector,
    options: RunOptions,
  ) {
    const { catalogue, now } = session;
    this.#session = session;
    this.#collector = collector;
    this.#options = options;
    this.#startedAt = now();
    const deadline = AbortSignal.timeout(options.timeoutMs ?? RUN_TIMEOUT_MS);
    this.#signal = AbortSignal.any([deadline, options.signal ?? deadline]);
    // Every fact and every request of the run listens to it.
    setMaxListeners(0, this.#signal);
    this.#planned = plan(catalogue.checks, options.checks);
    this.#passive = this.#planned.filter(({ active }) => !active);
    this.#needs = new Map(
      this.#planned.map(check => [check, factsNeeded(check, catalogue)]),
    );
  }

  async finish() {
    const { name, profile, catalogue } = this.#session;
    const { length } = this.#passive;
    this.#tell('started', `${name}: ${length} checks by ${profile.id}`);
    const judgement = new Judgement(catalogue, this.#input());
    let closed: Result | undefined;
    try {
      closed = await this.#closedGate();
      if (!closed) {
        await this.#readAndJudge(judgement);
      }
    } catch (error) {
      if (!this.#signal.aborted) {
        throw error;
      }
    }
    // Of the gates, those up to the closed one are judged: what comes after it is not known either.
    const gates = closed
      ? catalogue.gates.slice(0, catalogue.gates.indexOf(closed.checkId) + 1)
      : [];
    for (const check of this.#planned) {
      if (closed && !check.active && !gates.includes(check.id)) {
        this.#judged(check, [judgement.resultBehind(closed, check)]);
      } else if (closed || check.active || this.#isReady(check)) {
        this.#judged(check, judgement.results(check));
      }
    }
    return this.#outcome();
  }

  /** The result of the first of the checks that everything rests on that fails, if one does. */
  async #closedGate(): Promise<Result | undefined> {
    const { catalogue } = this.#session;
    for (const id of catalogue.gates) {
      const gate = catalogue.checks.filter(check => check.id === id);
      await this.#read(gate.flatMap(check => factsNeeded(check, catalogue)));
      // Not by the judgement of the run, which keeps what is said by the few facts that are there.
      const judgement = new Judgement(catalogue, this.#input());
      const failed = gate
        .flatMap(check => judgement.results(check))
        .find(({ status }) => status === 'fail');
      if (failed) {
        return failed;
      }
    }
    return undefined;
  }

  async #readAndJudge(judgement: Judgement): Promise<void> {
    const wanted = this.#passive.flatMap(check => this.#needs.get(check) ?? []);
    const inTurn = (turn: Fact<unknown>['turn']) =>
      [...new Set(wanted)].filter(fact => fact.turn === turn);
    await this.#read([...inTurn('first'), ...inTurn(undefined)], async () => {
      // Facts that waited for this one are asked for first: judging keeps the process busy.
      await nextTurn();
      for (const check of this.#passive) {
        if (!this.#results.has(check) && this.#isReady(check)) {
          this.#judged(check, judgement.results(check));
        }
      }
    });
    await this.#read(inTurn('last'));
  }

  /** Reads those that are not there yet, all at once; rejects when all have ended. */
  async #read(
    facts: readonly Fact<unknown>[],
    onRead = async () => {},
  ): Promise<void> {
    const { client } = this.#session;
    const signal = this.#signal;
    const notBefore = this.#options.fresh ? this.#startedAt : undefined;
    const read = async (fact: Fact<unknown>) => {
      const how = { client, signal, notBefore };
      const outcome = await this.#collector.collect(fact, how);
      this.#facts[fact.id] = outcome;
      const what = outcome.ok ? 'read' : outcome.message;
      this.#tell('fact', `${fact.title}: ${what}`);
      await onRead();
    };
    const missing = facts.filter(({ id }) => !(id in this.#facts));
    const reads = missing.map(read);
    await Promise.allSettled(reads);
    await Promise.all(reads);
  }

  #isReady(check: Check): boolean {
    const facts = this.#needs.get(check) ?? [];
    return facts.every(({ id }) => id in this.#facts);
  }

  #judged(check: Check, results: readonly Result[]): void {
    if (!this.#results.has(check)) {
      this.#results.set(check, results);
      if (!check.active) {
        this.#judgedPassive += 1;
        const status = worst(results.map(result => result.status));
        const judged = { checkId: check.id, status };
        this.#tell('check', `${check.title}: ${status}`, judged);
      }
    }
  }

  #tell(
    kind: RunEvent['kind'],
    message: string,
    judged?: Pick<RunEvent, 'checkId' | 'status'>,
  ): void {
    this.#events += 1;
    const at = this.#session.now().toISOString();
    this.#options.onProgress?.({
      done: this.#judgedPassive,
      total: this.#passive.length,
      event: { seq: this.#events, at, kind, message, ...judged },
    });
  }

  #input() {
    const { profile, settings, audience, name: cluster, now } = this.#session;
    const facts = this.#facts;
    return { facts, profile, settings, audience, cluster, now: now() };
  }

  #outcome() {
    const { client, now, profile } = this.#session;
    const { signal, statements } = this.#options;
    const checks = this.#planned;
    const results = checks.flatMap(check => this.#results.get(check) ?? []);
    const unjudged = this.#passive.filter(check => !this.#results.has(check));
    let status: 'completed' | 'partial' | 'failed' = 'completed';
    let interruption: 'canceled' | 'deadline' | undefined;
    if (unjudged.length > 0) {
      // What needs no look at the cluster says nothing of whether there was one.
      const isJudged = (check: Check) =>
        this.#results.has(check) && (this.#needs.get(check)?.length ?? 0) > 0;
      status = this.#passive.some(isJudged) ? 'partial' : 'failed';
      interruption = signal?.aborted ? 'canceled' : 'deadline';
    }
    this.#tell(
      interruption === 'canceled' ? 'canceled' : 'finished',
      `Run ${status}${interruption === 'deadline' ? ', out of time' : ''}`,
    );
    return {
      /** Id of the profile. */
      profile: profile.id,
      /** Of the checks that were judged; `changedAt` is `observedAt`, the store keeps the older. */
      results,
      ...summarise({ ...this.#input(), checks, results, statements }),
      /** HTTP requests that this run sent. */
      requests: client.stats.requests,
      startedAt: this.#startedAt.toISOString(),
      finishedAt: now().toISOString(),
      /** `completed`: every planned check has a status; `partial`: canceled, or out of time, with some judged; `failed`: none was. */
      status,
      /** Why not all were judged. */
      ...(interruption && { interruption }),
      /** Planned checks without a status. */
      unjudged: unjudged.map(({ id }) => id),
      facts: this.#facts,
    };
  }
}

function plan(
  checks: readonly Check[],
  ids: readonly string[] = checks.map(({ id }) => id),
): Check[] {
  const unknown = ids.filter(id => !checks.some(check => check.id === id));
  if (unknown.length > 0) {
    throw new Error(`There is no check ${unknown.join(', ')}`);
  }
  return checks.filter(({ id }) => ids.includes(id));
}
