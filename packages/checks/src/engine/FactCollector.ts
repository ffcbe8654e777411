import { setMaxListeners } from 'node:events';
import type { KubeClient } from '@runai-portal/kube';
import {
  FactUnavailable,
  type Fact,
  type FactContext,
  type FactOutcome,
  type Observation,
  type Source,
} from '../declarations';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import { neededPermissions } from './neededPermissions';
import type { Catalogue } from './Catalogue';
import { failureOf } from './failure';
import { FactDeadline } from './FactDeadline';
import { factsBehind, Reading } from './Reading';
import { SharedFlight } from './SharedFlight';

const DEFAULT_TIMEOUT_SECONDS = 30;
/** The longest that a timer of Node waits. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What one caller asks a fact with. */
export interface CollectOptions {
  /** Counts the requests: those of a fact that is already on its way count for who began it. */
  client: KubeClient;
  signal: AbortSignal;
  /** Values that were read before this moment are read anew. */
  notBefore?: Date;
}

/** A value that may be judged again. */
interface KeptValue {
  readonly outcome: FactOutcome & { ok: true };
  /** What the observation that it follows from was made of: read anew, it may follow otherwise. */
  readonly basis: Map<Fact<unknown>, FactOutcome>;
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
  readonly #settings: ClusterSettings;
  readonly #profile: Profile;
  readonly #catalogue: Catalogue;
  readonly #now: () => Date;
  readonly #values = new Map<string, KeptValue>();
  readonly #flights = new Map<
    string,
    { startedAt: Date; flight: SharedFlight<FactOutcome> }
  >();
  /** Which fact waits for which, so that a circle is an error and not a wait without end. */
  readonly #waits = new Map<string, Set<string>>();

  constructor(options: {
    settings: ClusterSettings;
    profile: Profile;
    catalogue: Catalogue;
    now: () => Date;
  }) {
    this.#settings = options.settings;
    this.#profile = options.profile;
    this.#catalogue = options.catalogue;
    this.#now = options.now;
  }

  /**
   * Never rejects for what the cluster does, only with the reason of `options.signal`. The last caller that leaves ends the
   * flight.
   */
  async collect<Value>(
    fact: Fact<Value>,
    options: CollectOptions,
  ): Promise<FactOutcome<Value>> {
    for (;;) {
      options.signal.throwIfAborted();
      const kept = this.#kept(fact, options.notBefore);
      if (kept) {
        return kept as FactOutcome<Value>;
      }
      const flying = this.#flights.get(fact.id);
      const entry = flying ?? this.#start(fact, options);
      const outcome = await entry.flight.join(options.signal);
      if (
        !flying ||
        !options.notBefore ||
        entry.startedAt >= options.notBefore
      ) {
        return outcome as FactOutcome<Value>;
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
    const fresh = this.#now().getTime() - readAt < fact.ttlSeconds * 1000;
    return fresh &&
      (!notBefore || readAt >= notBefore.getTime()) &&
      [...basis].every(
        ([needed, used]) => this.#kept(needed, notBefore) === used,
      )
      ? outcome
      : undefined;
  }

  #keep(
    { id, ttlSeconds }: Fact<unknown>,
    outcome: KeptValue['outcome'],
    basis: KeptValue['basis'],
  ): void {
    clearTimeout(this.#values.get(id)?.dropping);
    const dropping = setTimeout(
      () => this.#values.delete(id),
      Math.min(ttlSeconds * 1000, MAX_TIMER_MS),
    );
    dropping.unref();
    this.#values.set(id, { outcome, basis, dropping });
  }

  #start(
    fact: Fact<unknown>,
    options: CollectOptions,
  ): { startedAt: Date; flight: SharedFlight<FactOutcome> } {
    const startedAt = this.#now();
    const flight = SharedFlight.start(signal =>
      this.#read(fact, { ...options, signal }, startedAt),
    );
    const entry = { startedAt, flight };
    this.#flights.set(fact.id, entry);
    flight.onEnd(() => {
      if (this.#flights.get(fact.id) === entry) {
        this.#flights.delete(fact.id);
      }
    });
    return entry;
  }

  async #read(
    fact: Fact<unknown>,
    options: CollectOptions,
    startedAt: Date,
  ): Promise<FactOutcome> {
    const { client, signal, notBefore } = options;
    const observedAt = startedAt.toISOString();
    const started = performance.now();
    const took = () => Math.round(performance.now() - started);
    const seconds = fact.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS;
    const deadline = new FactDeadline(seconds * 1000);
    if (fact.permissions.length === 0) {
      // It asks nothing of the cluster.
      deadline.begin();
    }
    const both = AbortSignal.any([signal, deadline.signal]);
    setMaxListeners(0, both);
    const basis: KeptValue['basis'] = new Map();
    try {
      const value = await untilAborted(
        fact.collect({
          ...this.#context(fact, { client, signal: both, notBefore }, basis),
          client: client.withAdmission(() => deadline.begin()),
        }),
        both,
      );
      const outcome = {
        ok: true as const,
        value,
        observedAt,
        durationMs: took(),
      };
      this.#keep(fact, outcome, basis);
      return outcome;
    } catch (error) {
      signal.throwIfAborted();
      const failure = deadline.signal.aborted
        ? {
            reason: 'Timeout',
            message: `${fact.title} could not be read within ${seconds} s`,
          }
        : failureOf(error);
      return { ok: false, ...failure, observedAt, durationMs: took() };
    } finally {
      deadline.end();
      this.#waits.delete(fact.id);
    }
  }

  #context(
    fact: Fact<unknown>,
    { client, signal, notBefore }: CollectOptions,
    basis: KeptValue['basis'],
  ): FactContext {
    const need = async (needed: Fact<unknown>): Promise<FactOutcome> => {
      this.#waitFor(fact.id, needed.id);
      return this.collect(needed, { client, signal, notBefore });
    };
    return {
      client,
      signal,
      now: this.#now,
      settings: this.#settings,
      profile: this.#profile,
      needed: () => neededPermissions(this.#catalogue.checks),
      get: async <Value>(source: Source<Value>): Promise<Value> => {
        if (source.kind === 'observation') {
          return this.#observe(source, need, basis);
        }
        const outcome = await need(source);
        if (!outcome.ok) {
          throw new FactUnavailable(outcome.reason, outcome.message);
        }
        // What a fact answers is what it was declared with.
        return outcome.value as Value;
      },
    };
  }

  /** What a fact that follows from an observation needs: the facts behind it, and what they mean together. */
  async #observe<Value>(
    observation: Observation<Value>,
    need: (fact: Fact<unknown>) => Promise<FactOutcome>,
    basis: KeptValue['basis'],
  ): Promise<Value> {
    const outcomes = await Promise.all(
      factsBehind([observation]).map(
        async (fact): Promise<[string, FactOutcome]> => {
          const outcome = await need(fact);
          if (outcome.ok) {
            basis.set(fact, outcome);
          }
          return [fact.id, outcome];
        },
      ),
    );
    const answer = new Reading(Object.fromEntries(outcomes), {
      profile: this.#profile,
      settings: this.#settings,
      now: this.#now(),
    }).answer(observation);
    if (!answer.ok) {
      const [{ title, failure }] = answer.unread;
      throw new FactUnavailable(
        failure?.reason ?? 'NotRun',
        failure?.message ?? `${title}: not read`,
      );
    }
    return answer.value;
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

/** A fact that does not heed its signal must not hold up the run. */
function untilAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
