import { setMaxListeners } from 'node:events';
import type { Check, Fact, FactOutcomes } from '../declarations';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import type { SessionOptions } from './Catalogue';
import { FactCollector } from './FactCollector';
import { Run, type RunOptions, type RunOutcome } from './Run';

/** What is known of one cluster, and how more is learned: its facts with their cache, shared by all runs and snapshots. */
export class Session {
  readonly name: string;
  readonly profile: Profile;
  readonly settings: ClusterSettings;
  /** All that there are, in the order in which they are shown. */
  readonly checks: readonly Check[];
  readonly now: () => Date;
  readonly #options: SessionOptions;
  readonly #collector: FactCollector;

  constructor(options: SessionOptions) {
    this.name = options.name;
    this.profile = options.profile;
    this.settings = options.settings;
    this.checks = options.catalogue.checks;
    this.now = options.now;
    this.#options = options;
    this.#collector = new FactCollector(options);
  }

  /** Reads facts and judges checks by them. Never rejects for what the cluster does. */
  async run(options: RunOptions = {}): Promise<RunOutcome> {
    const client = this.#options.client.withStats();
    const session = { ...this.#options, client };
    return new Run(session, this.#collector, options).finish();
  }

  /**
   * Reads facts, from the cache where they are young enough.
   *
   * @param options.fresh - read everything anew
   * @param options.atOnce - how many requests run at once, where that is to be less than the cluster's limit
   * @returns an outcome for each fact; rejects only with the reason of `options.signal`
   */
  async collect(
    facts: readonly Fact<unknown>[],
    options: { signal?: AbortSignal; fresh?: boolean; atOnce?: number } = {},
  ): Promise<FactOutcomes> {
    const { signal = new AbortController().signal, fresh, atOnce } = options;
    // Every request under way listens, and there are more of them than Node expects of one signal.
    setMaxListeners(0, signal);
    const client = this.#options.client.withStats(atOnce);
    const notBefore = fresh ? this.now() : undefined;
    const outcomes = facts.map(async fact => {
      const how = { client, signal, notBefore };
      return [fact.id, await this.#collector.collect(fact, how)] as const;
    });
    return Object.fromEntries(await Promise.all(outcomes));
  }
}
