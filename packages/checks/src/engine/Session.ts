import { setMaxListeners } from 'node:events';
import type { KubeClient } from '@runai-portal/kube';
import type {
  Audience,
  Check,
  Fact,
  FactOutcome,
  FactOutcomes,
} from '../declarations';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import type { Catalogue } from './Catalogue';
import { FactCollector } from './FactCollector';
import { runChecks, type RunOptions, type RunOutcome } from './runChecks';

/** What a session is made of. */
export interface SessionOptions {
  name: string;
  client: KubeClient;
  settings: ClusterSettings;
  profile: Profile;
  catalogue: Catalogue;
  audience?: Audience;
  now: () => Date;
}

/** What is known of one cluster, and how more is learned: its facts with their cache, shared by all runs and snapshots. */
export class Session {
  readonly name: string;
  readonly profile: Profile;
  readonly settings: ClusterSettings;
  readonly catalogue: Catalogue;
  readonly audience: Audience;
  readonly now: () => Date;
  readonly #client: KubeClient;
  readonly #collector: FactCollector;

  /** All that there are, in the order in which they are shown. */
  get checks(): readonly Check[] {
    return this.catalogue.checks;
  }

  constructor(options: SessionOptions) {
    this.name = options.name;
    this.profile = options.profile;
    this.settings = options.settings;
    this.catalogue = options.catalogue;
    this.audience = options.audience ?? 'portal';
    this.now = options.now;
    this.#client = options.client;
    this.#collector = new FactCollector(options);
  }

  /** Reads facts and judges checks by them. Never rejects for what the cluster does. */
  async run(options: RunOptions = {}): Promise<RunOutcome> {
    return runChecks(
      {
        session: this,
        collector: this.#collector,
        client: this.#client.withStats(),
      },
      options,
    );
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
    const client = this.#client.withStats(atOnce);
    const notBefore = fresh ? this.now() : undefined;
    const outcomes = await Promise.all(
      facts.map(
        async (fact): Promise<[string, FactOutcome]> => [
          fact.id,
          await this.#collector.collect(fact, { client, signal, notBefore }),
        ],
      ),
    );
    return Object.fromEntries(outcomes);
  }
}
