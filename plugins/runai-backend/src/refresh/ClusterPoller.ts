import { setMaxListeners } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import {
  SnapshotTaker,
  type ClusterSnapshot,
  type Session,
} from '@runai-portal/checks';
import type { ConnectionState } from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import type { ClusterRegistry } from '../clusters/RegisteredCluster';
import { gapMs, POLL_TIMEOUT_MS } from '../clusters/toSummary';
import type { ObservedCluster } from '../database/clusterRow';
import type { ClusterChange, ClusterStore } from '../database/ClusterStore';
import type { HistoryStore } from '../database/HistoryStore';
import type { NodeStore } from '../database/NodeStore';
import type { NewTransition } from '../database/transitions';
import type { WorkClaim, WorkQueue } from '../database/WorkQueue';
import type { ChangeNotifier } from './ChangeNotifier';
import type { CostMeter } from './CostMeter';
import { WORSE_AFTER_MS } from './hysteresis';
import type { Seen } from './nextAxis';
import { nextState, nextStateUnseen, withAllocation } from './nextState';
import { pollInterval } from './pollInterval';

/** What a poller works with. */
export interface ClusterPollerOptions {
  registry: ClusterRegistry;
  knex: Knex;
  clusters: ClusterStore;
  nodes: NodeStore;
  history: HistoryStore;
  polls: WorkQueue;
  checks: WorkQueue;
  notifier: ChangeNotifier;
  cost: CostMeter;
  logger: LoggerService;
  /** How often clusters are polled whose polls cost little. */
  pollMs: number;
  now: () => Date;
}

/** Nobody is asked about a cluster that cannot be used, and it is polled at once when that changes: only its age is written down. */
const POLLS_LEFT_OUT = 5;

/** What is written of a poll, by what stands there. */
type Decision = (observed: ObservedCluster) => ClusterChange;

/** Polls clusters and writes down what was seen, in one transaction with the end of the claim. */
export class ClusterPoller {
  readonly #options: ClusterPollerOptions;
  /** What reads beside the polls goes on with the session that it began with. */
  readonly #takers = new WeakMap<Session, SnapshotTaker>();

  private constructor(options: ClusterPollerOptions) {
    this.#options = options;
  }

  static create(options: ClusterPollerOptions): ClusterPoller {
    return new ClusterPoller(options);
  }

  /**
   * Polls the cluster of a claim. What goes wrong with one cluster is told of that cluster.
   *
   * @returns in how many milliseconds it is due, where nothing was written; undefined where the claim has ended
   * @throws where the database does not answer
   */
  async poll(
    claim: WorkClaim,
    shutdown: AbortSignal,
  ): Promise<number | undefined> {
    const { registry, clusters, cost, logger, pollMs } = this.#options;
    const state = registry.find(claim.cluster)?.state;
    if (!state) {
      return pollMs;
    }
    if (!state.ok) {
      const { connection, reason, message } = state;
      return this.#writeUnseen(
        claim,
        { state: connection, reason, message },
        pollMs * POLLS_LEFT_OUT,
      );
    }
    const { session } = state.connect();
    const isFirst = !this.#takers.has(session);
    const stored = await clusters.find(claim.cluster);
    const weight = 1 + (stored?.observed.capacity?.nodes.total ?? 0);
    const measured = cost.begin(weight);
    try {
      const installed = await clusters.installView(claim.cluster);
      const { snapshot, again } = await this.#takerOf(session).take({
        signal: withDeadline(shutdown),
        shutdown,
        fresh: true,
        previous: installed && {
          cluster: installed.cluster.state,
          backend: installed.backend.state,
        },
      });
      const at = this.#options.now();
      const written = await this.#write(
        claim,
        snapshot,
        at,
        pollInterval({
          costMs: measured(),
          leastMs: pollMs,
          random: Math.random(),
          isFirst,
        }),
      );
      if (written) {
        this.#writeAgain(claim.cluster, again, at, shutdown);
      }
      return undefined;
    } catch (error) {
      assertError(error);
      if (shutdown.aborted) {
        return 0;
      }
      logger.child({ cluster: claim.cluster }).error('The poll failed', error);
      return this.#writeUnseen(claim, {
        state: 'unknown',
        reason: 'PollFailed',
        message: 'The portal could not carry the poll out; its log says why',
      });
    } finally {
      measured();
    }
  }

  #takerOf(session: Session): SnapshotTaker {
    const known = this.#takers.get(session);
    if (known) {
      return known;
    }
    const taker = new SnapshotTaker(session);
    this.#takers.set(session, taker);
    return taker;
  }

  /** Writes down that nothing could be seen, and why. */
  async #writeUnseen(
    claim: WorkClaim,
    seen: Seen<ConnectionState>,
    dueInMs = this.#options.pollMs,
  ): Promise<undefined> {
    const { knex, now } = this.#options;
    const at = now();
    const transitions = await knex.transaction(transaction =>
      this.#end(transaction, claim, at, dueInMs, observed =>
        nextStateUnseen(observed, seen, at),
      ),
    );
    this.#tell(claim.cluster, transitions ?? []);
    return undefined;
  }

  /** @returns false where another replica took the poll over, and nothing was written */
  async #write(
    claim: WorkClaim,
    snapshot: ClusterSnapshot,
    at: Date,
    interval: number,
  ): Promise<boolean> {
    const { knex, nodes, history, pollMs } = this.#options;
    const { cluster } = claim;
    const transitions = await knex.transaction(async transaction => {
      let before: ObservedCluster | undefined;
      const changed = await this.#end(
        transaction,
        claim,
        at,
        interval,
        observed => {
          before = observed;
          return nextState(observed, snapshot, at);
        },
      );
      if (!changed || !before) {
        return undefined;
      }
      if (snapshot.nodes) {
        await nodes.replace(
          cluster,
          snapshot.nodes,
          transaction,
          before.nodesHash,
        );
      }
      if (snapshot.connection.state === 'connected') {
        await history.observed(
          {
            cluster,
            at: at.toISOString(),
            gapAfter: earlier(at, gapMs({ pollMs }, before)),
          },
          transaction,
        );
      }
      return changed;
    });
    this.#tell(cluster, transitions ?? []);
    return transitions !== undefined;
  }

  /**
   * Writes what a poll found together with the end of its claim.
   *
   * @returns undefined, and nothing is written, where another replica took over
   */
  async #end(
    transaction: Knex.Transaction,
    { cluster, token }: WorkClaim,
    at: Date,
    intervalMs: number,
    decide: Decision,
  ): Promise<NewTransition[] | undefined> {
    const { clusters, polls, checks } = this.#options;
    let isOurs = false;
    const transitions = await clusters.update(
      cluster,
      at.toISOString(),
      ({ observed }) => {
        isOurs = observed.pollClaim === token;
        if (!isOurs) {
          return {};
        }
        const change = decide(observed);
        const isOtherwise =
          change.connection !== undefined &&
          change.connection.state !== observed.connection.state;
        return {
          ...change,
          pollIntervalMs: intervalMs,
          schedule: {
            ...polls.done(
              waitsForNews(change)
                ? Math.min(intervalMs, WORSE_AFTER_MS)
                : intervalMs,
            ),
            // What was known of the checks is worth little now.
            ...(isOtherwise && checks.hastened()),
          },
        };
      },
      transaction,
    );
    return isOurs ? transitions : undefined;
  }

  #tell(cluster: string, transitions: readonly NewTransition[]) {
    const { notifier, logger } = this.#options;
    for (const { axis, from, to, reason, message } of transitions) {
      logger
        .child({ cluster })
        .info(
          `${axis}: ${from ?? 'not seen'} -> ${to} (${reason ?? 'no reason'}) ${
            message ?? ''
          }`,
        );
    }
    if (transitions.length > 0) {
      notifier.changed();
    }
  }

  /** Once more, when the allocation of GPUs has been read: it is dropped where a later poll has said more. */
  #writeAgain(
    cluster: string,
    again: Promise<ClusterSnapshot | undefined>,
    at: Date,
    shutdown: AbortSignal,
  ) {
    again
      .then(async snapshot => {
        if (snapshot && !shutdown.aborted) {
          await this.#writeAllocation(cluster, snapshot, at);
        }
      })
      .catch(error => {
        if (!shutdown.aborted) {
          this.#options.logger
            .child({ cluster })
            .warn('The allocation of GPUs could not be stored', error);
        }
      });
  }

  async #writeAllocation(cluster: string, snapshot: ClusterSnapshot, at: Date) {
    const { knex, clusters, nodes } = this.#options;
    const polledAt = at.toISOString();
    await knex.transaction(async transaction => {
      let latest: ObservedCluster | undefined;
      await clusters.update(
        cluster,
        polledAt,
        ({ observed }) => {
          latest = observed.polledAt === polledAt ? observed : undefined;
          return latest ? withAllocation(snapshot) : {};
        },
        transaction,
      );
      if (latest && snapshot.nodes) {
        await nodes.replace(
          cluster,
          snapshot.nodes,
          transaction,
          latest.nodesHash,
        );
      }
    });
  }
}

/** Every fact and every request of a poll listens to it. */
function withDeadline(shutdown: AbortSignal): AbortSignal {
  const signal = AbortSignal.any([
    shutdown,
    AbortSignal.timeout(POLL_TIMEOUT_MS - 10_000),
  ]);
  setMaxListeners(0, signal);
  return signal;
}

/** Something worse was seen once: whether it stays is to be known soon, however seldom the cluster is polled. */
function waitsForNews({ pending }: ClusterChange): boolean {
  return [pending?.health, pending?.install].some(
    change => change?.direction === 'worse',
  );
}

/** The moment that lies so many milliseconds before another. */
function earlier(moment: Date, milliseconds: number): string {
  return new Date(moment.getTime() - milliseconds).toISOString();
}
