import { setMaxListeners } from 'node:events';
import type { Fact, FactOutcomes } from '../declarations';
import type { SessionOptions } from './Catalogue';
import { FactCollector } from './FactCollector';
import { judgeFacts, type JudgeFactsOptions } from './judgeFacts';
import { Run, type RunOptions, type RunOutcome } from './Run';

/** What is known of one cluster, and how more is learned: its facts with their cache, shared by all runs and snapshots. */
export type Session = ReturnType<typeof openSession>;

/** See {@link Session}. */
export function openSession(options: SessionOptions) {
  const { name, client, settings, profile, catalogue, now } = options;
  const collector = new FactCollector(options);
  return {
    name,
    settings,
    profile,
    /** All that there are, in the order in which they are shown. */
    checks: catalogue.checks,
    now,

    /** Reads facts and judges checks by them. Never rejects for what the cluster does. */
    async run(how: RunOptions = {}): Promise<RunOutcome> {
      const counted = { ...options, client: client.withStats() };
      return new Run(counted, collector, how).finish();
    },

    /** Judges all checks on facts that were read before, under this profile and these settings or under others; asks nothing. */
    judge: (how: JudgeFactsOptions) => judgeFacts(options, how),

    /**
     * Reads facts, from the cache where they are young enough.
     *
     * @param how.fresh - read everything anew
     * @param how.youngerThanSeconds - read anew what is older, though its TTL is not over
     * @param how.atOnce - how many requests run at once, where that is to be less than the cluster's limit
     * @returns an outcome for each fact; rejects only with the reason of `how.signal`
     */
    async collect(
      facts: readonly Fact<unknown>[],
      how: {
        signal?: AbortSignal;
        fresh?: boolean;
        youngerThanSeconds?: number;
        atOnce?: number;
      } = {},
    ): Promise<FactOutcomes> {
      const { signal = new AbortController().signal, fresh, atOnce } = how;
      const youngerThanSeconds = fresh ? 0 : how.youngerThanSeconds;
      // Every request under way listens, and there are more of them than Node expects of one signal.
      setMaxListeners(0, signal);
      const notBefore =
        youngerThanSeconds === undefined
          ? undefined
          : new Date(now().getTime() - youngerThanSeconds * 1000);
      const read = { client: client.withStats(atOnce), signal, notBefore };
      const outcomes = facts.map(
        async fact => [fact.id, await collector.collect(fact, read)] as const,
      );
      return Object.fromEntries(await Promise.all(outcomes));
    },
  };
}
