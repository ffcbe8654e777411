import { setMaxListeners } from 'node:events';
import { raceSignal, SharedFlight, type KubeClient } from '@runai-portal/kube';
import {
  FactUnavailable,
  type Fact,
  type FactContext,
  type FactOutcome,
  type FactOutcomes,
  type Source,
} from '../declarations';
import { factsBehind, type SessionOptions } from './Catalogue';
import { failureOf } from './failure';
import { neededPermissions } from './neededPermissions';
import { Reading } from './Reading';

const DEFAULT_TIMEOUT_SECONDS = 30;
/** The longest that a timer of Node waits. */
const MAX_TIMER_MS = 2 ** 31 - 1;

type CollectorOptions = Omit<SessionOptions, 'name' | 'client'>;

/** What one caller asks a fact with. */
interface CollectOptions {
  /** Counts the requests: those of a fact that is already on its way count for who began it. */
  client: KubeClient;
  signal: AbortSignal;
  /** Values that were read before this moment are read anew. */
  notBefore?: Date;
}

/** What an observation was made of, on which a fact follows: read anew, it may follow otherwise. */
type Basis = Map<Fact<unknown>, FactOutcome>;

/** A value that may be judged again. */
interface KeptValue {
  readonly outcome: FactOutcome & { ok: true };
  readonly basis: Basis;
  /** Drops it when its time is over: nobody may come who would find it old, and lists of a whole fleet are large. */
  readonly dropping: NodeJS.Timeout;
}

/**
 * Reads the facts of one cluster: a value is kept as long as its TTL says, and one that is being read is joined, not read twice.
 * A fact that follows from an observation is never older than that: pods of chosen nodes belong to the nodes that were chosen.
 *
 * A failure is never kept: who asks again wants to know whether it still holds.
 */
export class FactCollector {
  readonly #session: CollectorOptions;
  readonly #values = new Map<string, KeptValue>();
  readonly #flights = new Map<string, SharedFlight<FactOutcome>>();
  /** Which fact waits for which, so that a circle is an error and not a wait without end. */
  readonly #waits = new Map<string, Set<string>>();

  constructor(session: CollectorOptions) {
    this.#session = session;
  }

  /**
   * Never rejects for what the cluster does, only with the reason of `options.signal`. The last caller that leaves ends the
   * flight.
   */
  async collect(
    fact: Fact<unknown>,
    options: CollectOptions,
  ): Promise<FactOutcome> {
    const { signal, notBefore } = options;
    for (;;) {
      signal.throwIfAborted();
      const kept = this.#kept(fact, notBefore);
      if (kept) {
        return kept;
      }
      const flying = this.#flights.get(fact.id);
      const flight = flying ?? this.#start(fact, options);
      const outcome = await flight.join(signal);
      if (!flying || isSince(outcome, notBefore)) {
        return outcome;
      }
    }
  }

  #kept(
    fact: Fact<unknown>,
    notBefore: Date | undefined,
  ): FactOutcome | undefined {
    const value = this.#values.get(fact.id);
    if (!value) {
      return undefined;
    }
    const { outcome, basis } = value;
    const readAt = Date.parse(outcome.observedAt);
    const age = this.#session.now().getTime() - readAt;
    return age < fact.ttlSeconds * 1000 &&
      isSince(outcome, notBefore) &&
      [...basis].every(
        ([needed, used]) => this.#kept(needed, notBefore) === used,
      )
      ? outcome
      : undefined;
  }

  #keep(
    { id, ttlSeconds }: Fact<unknown>,
    value: Omit<KeptValue, 'dropping'>,
  ): void {
    clearTimeout(this.#values.get(id)?.dropping);
    const dropping = setTimeout(
      () => this.#values.delete(id),
      Math.min(ttlSeconds * 1000, MAX_TIMER_MS),
    );
    dropping.unref();
    this.#values.set(id, { ...value, dropping });
  }

  #start(fact: Fact<unknown>, options: CollectOptions) {
    const flight = new SharedFlight(
      signal => this.#read(fact, { ...options, signal }),
      ended => {
        if (this.#flights.get(fact.id) === ended) {
          this.#flights.delete(fact.id);
        }
      },
    );
    this.#flights.set(fact.id, flight);
    return flight;
  }

  async #read(
    fact: Fact<unknown>,
    options: CollectOptions,
  ): Promise<FactOutcome> {
    const { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = fact;
    const observedAt = this.#session.now().toISOString();
    const started = performance.now();
    const times = () => ({
      observedAt,
      durationMs: Math.round(performance.now() - started),
    });
    const deadline = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const beginTime = () => {
      timer ??= setTimeout(() => deadline.abort(), timeoutSeconds * 1000);
    };
    if (fact.permissions.length === 0) {
      // It asks nothing of the cluster.
      beginTime();
    }
    const signal = AbortSignal.any([options.signal, deadline.signal]);
    setMaxListeners(0, signal);
    const basis: Basis = new Map();
    try {
      const context = this.#context(fact, { ...options, signal }, basis);
      // Waiting for a place, or for a credential, is not the server's doing: its time begins with its first request.
      const client = options.client.withAdmission(beginTime);
      // A fact that does not heed its signal must not hold up the run.
      const reading = fact.collect({ ...context, client });
      const value = await raceSignal(reading, signal);
      const outcome = { ok: true as const, value, ...times() };
      this.#keep(fact, { outcome, basis });
      return outcome;
    } catch (error) {
      options.signal.throwIfAborted();
      const failure = deadline.signal.aborted
        ? {
            reason: 'Timeout',
            message: `${fact.title} could not be read within ${timeoutSeconds} s`,
          }
        : failureOf(error);
      return { ok: false, ...failure, ...times() };
    } finally {
      clearTimeout(timer);
      this.#waits.delete(fact.id);
    }
  }

  #context(
    fact: Fact<unknown>,
    options: CollectOptions,
    basis: Basis,
  ): FactContext {
    const { client, signal } = options;
    const { settings, profile, now, catalogue } = this.#session;
    return {
      client,
      signal,
      now,
      settings,
      profile,
      needed: () => neededPermissions(catalogue.checks),
      get: async <Value>(source: Source<Value>): Promise<Value> => {
        const outcomes: FactOutcomes = {};
        const need = async (needed: Fact<unknown>) => {
          this.#waitFor(fact.id, needed.id);
          const outcome = await this.collect(needed, options);
          outcomes[needed.id] = outcome;
          if (source.kind === 'observation' && outcome.ok) {
            basis.set(needed, outcome);
          }
        };
        await Promise.all(factsBehind([source]).map(need));
        const context = { profile, settings, now: now() };
        const answer = new Reading(outcomes, context).answer(source);
        if (!answer.ok) {
          const [{ failure }] = answer.unread;
          throw new FactUnavailable(failure.reason, failure.message);
        }
        return answer.value;
      },
    };
  }

  #waitFor(fact: string, needed: string): void {
    const reach = (id: string): boolean =>
      id === fact || [...(this.#waits.get(id) ?? [])].some(reach);
    if (reach(needed)) {
      throw new Error(`The facts ${fact} and ${needed} wait for each other`);
    }
    this.#waits.set(fact, (this.#waits.get(fact) ?? new Set()).add(needed));
  }
}

/** Whether it was read at that moment or later. */
function isSince({ observedAt }: FactOutcome, notBefore?: Date): boolean {
  return !notBefore || Date.parse(observedAt) >= notBefore.getTime();
}
