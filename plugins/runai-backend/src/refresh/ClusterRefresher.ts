import { setMaxListeners } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import type { ClusterSnapshot } from '@runai-portal/checks';
import type { Knex } from 'knex';
import type { ConnectedCluster } from '../clusters/ConnectedCluster';
import { gapMs, POLL_TIMEOUT_MS } from '../clusters/toSummary';
import type { ClusterStore } from '../database/ClusterStore';
import type { HistoryStore } from '../database/HistoryStore';
import type { NodeStore } from '../database/NodeStore';
import type { ChangeNotifier } from './ChangeNotifier';
import { nextAxis } from './nextAxis';
import { nextState } from './nextState';
import { SnapshotTaker } from './SnapshotTaker';

/** What came of a poll. */
export interface Refreshed {
  /** The connection is another than before. */
  connectionChanged: boolean;
}

/** What a refresher works with. */
export interface ClusterRefresherOptions {
  target: ConnectedCluster;
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
  readonly #taker: SnapshotTaker;
  #underWay: Promise<Refreshed | undefined> | undefined;

  private constructor(options: ClusterRefresherOptions) {
    this.#options = options;
    this.#taker = new SnapshotTaker({
      session: options.target.session,
      now: options.now,
    });
  }

  static create(options: ClusterRefresherOptions): ClusterRefresher {
    return new ClusterRefresher({
      ...options,
      logger: options.logger.child({ cluster: options.target.cluster.name }),
    });
  }

  get name(): string {
    return this.#options.target.cluster.name;
  }

  /**
   * Polls the cluster and writes down what was seen. Never rejects: what goes wrong with one cluster is told of that cluster.
   *
   * @returns undefined where a poll is under way already, here or on another replica
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
      const claimed = await clusters.claimPoll({
        name: this.name,
        at: now().toISOString(),
        expiredBefore: before(now(), POLL_TIMEOUT_MS),
      });
      if (!claimed) {
        return undefined;
      }
      try {
        return await this.#poll(signal);
      } finally {
        await clusters.releasePoll(this.name);
      }
    } catch (error) {
      assertError(error);
      if (!signal.aborted) {
        logger.error('The state of the cluster could not be stored', error);
      }
      return undefined;
    }
  }

  async #poll(shutdown: AbortSignal): Promise<Refreshed | undefined> {
    const { clusters, now, logger } = this.#options;
    const signal = AbortSignal.any([
      shutdown,
      AbortSignal.timeout(POLL_TIMEOUT_MS - 10_000),
    ]);
    // Every fact and every request of the poll listens to it.
    setMaxListeners(0, signal);
    try {
      const { snapshot, again } = await this.#taker.take({
        signal,
        shutdown,
        previous: await clusters.installView(this.name),
      });
      const refreshed = await this.#write(snapshot);
      this.#writeAgain(again, shutdown);
      return refreshed;
    } catch (error) {
      assertError(error);
      if (shutdown.aborted) {
        return undefined;
      }
      logger.error('The poll failed', error);
      const at = now().toISOString();
      await clusters.update(this.name, at, ({ observed }) => ({
        polledAt: at,
        connection: nextAxis(
          observed.connection,
          {
            state: 'unknown',
            reason: 'PollFailed',
            message:
              'The portal could not carry the poll out; its log says why',
          },
          at,
        ),
      }));
      return undefined;
    }
  }

  async #write(snapshot: ClusterSnapshot): Promise<Refreshed> {
    const { clusters, nodes, knex, history, notifier, logger, now, pollMs } =
      this.#options;
    const at = now();
    const transitions = await knex.transaction(async transaction => {
      const changed = await clusters.update(
        this.name,
        at.toISOString(),
        ({ observed }) => nextState(observed, snapshot, at),
        transaction,
      );
      if (snapshot.nodes) {
        await nodes.replace(this.name, snapshot.nodes, transaction);
      }
      return changed;
    });
    if (snapshot.connection.state === 'connected') {
      await history.observed({
        cluster: this.name,
        at: at.toISOString(),
        gapAfter: before(at, gapMs({ pollMs })),
      });
    }
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

  /** Once more, when the allocation of GPUs has been read. */
  #writeAgain(
    again: Promise<ClusterSnapshot | undefined>,
    shutdown: AbortSignal,
  ) {
    again
      .then(snapshot =>
        snapshot && !shutdown.aborted ? this.#write(snapshot) : undefined,
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
