import { setMaxListeners } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import type { ClusterSnapshot, Session } from '@runai-portal/checks';
import type { ConnectionState } from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import type { ClusterRegistry } from '../clusters/RegisteredCluster';
import { gapMs, POLL_TIMEOUT_MS } from '../clusters/toSummary';
import type { ObservedCluster } from '../database/clusterRow';
import type { ClusterStore } from '../database/ClusterStore';
import type { HistoryStore } from '../database/HistoryStore';
import type { NodeStore } from '../database/NodeStore';
import type { NewTransition } from '../database/transitions';
import type { ChangeNotifier } from './ChangeNotifier';
import type { Seen } from './nextAxis';
import { nextState, nextStateUnseen } from './nextState';
import { SnapshotTaker } from './SnapshotTaker';

/** What came of a poll. */
export interface Refreshed {
  /** The connection is another than before. */
  connectionChanged: boolean;
}

/** Whether what a poll saw may still be written, by what stands in the database. */
type Holds = (stored: ObservedCluster) => boolean;

/** What a refresher works with. */
export interface ClusterRefresherOptions {
  name: string;
  registry: ClusterRegistry;
  knex: Knex;
  clusters: ClusterStore;
  nodes: NodeStore;
  history: HistoryStore;
  notifier: ChangeNotifier;
  logger: LoggerService;
  pollMs: number;
  now: () => Date;
}

/** Keeps what is stored of one cluster up to date. */
export class ClusterRefresher {
  readonly #options: ClusterRefresherOptions;
  #taker: { session: Session; taker: SnapshotTaker } | undefined;
  #underWay: Promise<Refreshed | undefined> | undefined;

  private constructor(options: ClusterRefresherOptions) {
    this.#options = options;
  }

  static create(options: ClusterRefresherOptions): ClusterRefresher {
    return new ClusterRefresher({
      ...options,
      logger: options.logger.child({ cluster: options.name }),
    });
  }

  get name(): string {
    return this.#options.name;
  }

  /**
   * Polls the cluster and writes down what was seen. Never rejects: what goes wrong with one cluster is told of that cluster.
   *
   * @returns undefined where a poll is under way already, here or on another replica, and where the cluster is misconfigured
   */
  refresh(signal: AbortSignal): Promise<Refreshed | undefined> {
    if (this.#underWay) {
      return Promise.resolve(undefined);
    }
    this.#underWay = this.#refresh(signal).finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #refresh(signal: AbortSignal): Promise<Refreshed | undefined> {
    const { clusters, now, logger } = this.#options;
    try {
      const claim = { name: this.name, at: now().toISOString() };
      const claimed = await clusters.claimPoll({
        ...claim,
        expiredBefore: before(now(), POLL_TIMEOUT_MS),
      });
      if (!claimed) {
        return undefined;
      }
      try {
        return await this.#poll(signal, claim.at);
      } finally {
        await clusters.releasePoll(claim);
      }
    } catch (error) {
      assertError(error);
      if (!signal.aborted) {
        logger.error('The state of the cluster could not be stored', error);
      }
      return undefined;
    }
  }

  async #poll(
    shutdown: AbortSignal,
    claim: string,
  ): Promise<Refreshed | undefined> {
    const { clusters, now, logger, registry } = this.#options;
    const registered = registry.find(this.name)?.state;
    // Another replica took over where this one was so late that it seemed dead.
    const isOurs: Holds = ({ pollingSince }) => pollingSince === claim;
    if (!registered) {
      return undefined;
    }
    if (!registered.ok) {
      const { reason, message } = registered;
      await this.#writeUnseen(
        { state: 'misconfigured', reason, message },
        isOurs,
      );
      return undefined;
    }
    const { session } = registered.connect();
    const signal = AbortSignal.any([
      shutdown,
      AbortSignal.timeout(POLL_TIMEOUT_MS - 10_000),
    ]);
    // Every fact and every request of the poll listens to it.
    setMaxListeners(0, signal);
    try {
      const { snapshot, again } = await this.#takerOf(session).take({
        signal,
        shutdown,
        previous: await clusters.installView(this.name),
      });
      const at = now();
      const refreshed = await this.#write(snapshot, at, isOurs);
      if (refreshed) {
        this.#writeAgain(again, at, shutdown);
      }
      return refreshed;
    } catch (error) {
      assertError(error);
      if (shutdown.aborted) {
        return undefined;
      }
      logger.error('The poll failed', error);
      await this.#writeUnseen(
        {
          state: 'unknown',
          reason: 'PollFailed',
          message: 'The portal could not carry the poll out; its log says why',
        },
        isOurs,
      );
      return undefined;
    }
  }

  /** What reads beside the polls goes on with the session that it began with. */
  #takerOf(session: Session): SnapshotTaker {
    if (this.#taker?.session !== session) {
      const { now } = this.#options;
      this.#taker = { session, taker: new SnapshotTaker({ session, now }) };
    }
    return this.#taker.taker;
  }

  /** Writes down that nothing could be seen, and why. */
  async #writeUnseen(seen: Seen<ConnectionState>, holds: Holds): Promise<void> {
    const { clusters, now } = this.#options;
    const at = now();
    await this.#tell(
      await clusters.update(this.name, at.toISOString(), ({ observed }) =>
        holds(observed) ? nextStateUnseen(observed, seen, at) : {},
      ),
    );
  }

  /**
   * Writes down what was seen at a moment.
   *
   * @param holds - whether it may still be written, by what stands there
   * @returns undefined where it was not
   */
  async #write(
    snapshot: ClusterSnapshot,
    at: Date,
    holds: Holds,
  ): Promise<Refreshed | undefined> {
    const { clusters, nodes, knex, history, pollMs } = this.#options;
    const transitions = await knex.transaction(async transaction => {
      let outdated = false;
      const changed = await clusters.update(
        this.name,
        at.toISOString(),
        ({ observed }) => {
          outdated = !holds(observed);
          return outdated ? {} : nextState(observed, snapshot, at);
        },
        transaction,
      );
      if (outdated) {
        return undefined;
      }
      if (snapshot.nodes) {
        await nodes.replace(this.name, snapshot.nodes, transaction);
      }
      return changed;
    });
    if (!transitions) {
      return undefined;
    }
    if (snapshot.connection.state === 'connected') {
      await history.observed({
        cluster: this.name,
        at: at.toISOString(),
        gapAfter: before(at, gapMs({ pollMs })),
      });
    }
    return this.#tell(transitions);
  }

  async #tell(transitions: readonly NewTransition[]): Promise<Refreshed> {
    const { notifier, logger } = this.#options;
    for (const { axis, from, to, reason, message } of transitions) {
      logger.info(
        `${axis}: ${from ?? 'not seen'} -> ${to} (${reason ?? 'no reason'}) ${
          message ?? ''
        }`,
      );
    }
    if (transitions.length > 0) {
      await notifier.changed(this.name);
    }
    return {
      connectionChanged: transitions.some(({ axis }) => axis === 'connection'),
    };
  }

  /**
   * Once more, when the allocation of GPUs has been read. All else in it is as old as the poll: it makes nothing younger, and is
   * dropped where a later poll has said more.
   */
  #writeAgain(
    again: Promise<ClusterSnapshot | undefined>,
    at: Date,
    shutdown: AbortSignal,
  ) {
    again
      .then(snapshot =>
        snapshot && !shutdown.aborted
          ? this.#write(
              snapshot,
              at,
              ({ polledAt }) => polledAt === at.toISOString(),
            )
          : undefined,
      )
      .catch(error => {
        if (!shutdown.aborted) {
          this.#options.logger.warn(
            'The allocation of GPUs could not be stored',
            error,
          );
        }
      });
  }
}

/** The moment that lies so many milliseconds before another. */
function before(now: Date, milliseconds: number): string {
  return new Date(now.getTime() - milliseconds).toISOString();
}
