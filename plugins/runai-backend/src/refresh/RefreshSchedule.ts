import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterRegistry,
  RegistryChange,
} from '../clusters/RegisteredCluster';
import type { DatabaseClock } from '../database/DatabaseClock';
import type { Declarations } from '../database/Declarations';
import type { WorkClaim, WorkQueue } from '../database/WorkQueue';
import type { RunService } from '../runs/RunService';
import type { ClusterPoller } from './ClusterPoller';
import type { CostMeter } from './CostMeter';
import { firstPollsWithin, firstRunsWithin } from './firstWithin';
import { pollInterval } from './pollInterval';
import { WorkLoop } from './WorkLoop';

/** Polls that a replica carries out at once: most of the time each waits for its cluster. */
const POLLS_AT_ONCE = 24;
/** Runs of the schedule that a replica carries out at once. */
const RUNS_AT_ONCE = 4;

/** Where the run of somebody else was under way: whether it came to something is seen then. */
const LOOK_AGAIN_MS = 60_000;
/** How often a sign of life is given, what others left is looked for, and clocks are compared. */
const TIDY_EVERY_MS = 10_000;
/** How often runs are looked for that other replicas were asked for: somebody waits for them. */
const TAKE_RUNS_EVERY_MS = 2_000;

/** What the schedule works with. */
export interface RefreshScheduleOptions {
  registry: ClusterRegistry;
  poller: ClusterPoller;
  runs: RunService;
  polls: WorkQueue;
  checks: WorkQueue;
  cost: CostMeter;
  logger: LoggerService;
  declarations: Declarations;
  checksMs: number;
  clock: DatabaseClock;
}

/** Keeps the clusters of this replica up to date: polls them, and runs their checks, when that is due. */
export class RefreshSchedule {
  readonly #options: RefreshScheduleOptions;
  readonly #startedAt: string;
  readonly #polls: WorkLoop;
  readonly #checks: WorkLoop;
  readonly #timers: NodeJS.Timeout[] = [];

  private constructor(options: RefreshScheduleOptions) {
    const { registry, poller, logger } = options;
    const clusters = () => registry.list().map(({ name }) => name);
    this.#options = options;
    this.#startedAt = options.clock.now().toISOString();
    this.#polls = WorkLoop.create({
      name: 'polls',
      queue: options.polls,
      room: POLLS_AT_ONCE,
      clusters,
      work: (claim, signal) => poller.poll(claim, signal),
      logger,
    });
    this.#checks = WorkLoop.create({
      name: 'runs of the schedule',
      queue: options.checks,
      room: RUNS_AT_ONCE,
      clusters: () =>
        registry
          .list()
          .filter(({ state }) => state.ok)
          .map(({ name }) => name),
      work: claim => this.#runChecks(claim),
      logger,
    });
  }

  static create(options: RefreshScheduleOptions): RefreshSchedule {
    return new RefreshSchedule(options);
  }

  /** Begins with every cluster, soon, and goes on by what is due. Does not wait for any cluster. */
  async start(): Promise<void> {
    await this.#first(
      this.#options.registry.list().map(({ name }) => name),
      { unlessRecent: true },
    );
    this.#polls.start();
    this.#checks.start();
    this.#timers.push(
      setInterval(() => this.#tidy(), TIDY_EVERY_MS).unref(),
      setInterval(() => this.#takeRuns(), TAKE_RUNS_EVERY_MS).unref(),
    );
  }

  /** Takes in what changed about the clusters of this replica. */
  async changed({ added, changed }: RegistryChange): Promise<void> {
    await this.#first([...added, ...changed], { unlessRecent: false });
  }

  /** Polls one cluster now, or again where that is under way. */
  async refreshNow(name: string): Promise<void> {
    await this.#polls.hasten(name);
  }

  /** Ends what is under way and begins nothing more. */
  async stop(): Promise<void> {
    this.#timers.forEach(timer => clearInterval(timer));
    await Promise.all([this.#polls.stop(), this.#checks.stop()]);
  }

  #tidy() {
    const { runs, declarations, clock, logger } = this.#options;
    Promise.all([
      declarations.renew(),
      runs.expireDead(),
      clock.adjust(),
    ]).catch(error => {
      logger.warn('What replicas left that died could not be tidied', error);
    });
  }

  #takeRuns() {
    const { runs, logger } = this.#options;
    runs.takeHandedOn().catch(error => {
      logger.warn('Runs of other replicas could not be looked for', error);
    });
  }

  async #first(
    clusters: readonly string[],
    { unlessRecent }: { unlessRecent: boolean },
  ): Promise<void> {
    const { polls, checks, checksMs } = this.#options;
    const count = clusters.length;
    await polls.scatter({ clusters, withinMs: firstPollsWithin(count) });
    await checks.scatter({
      clusters,
      withinMs: firstRunsWithin(count, checksMs),
      unlessRecent,
    });
  }

  async #runChecks(claim: WorkClaim): Promise<number> {
    const { runs, cost, checksMs } = this.#options;
    const { checksStartedAt } = claim;
    const isFirst = !checksStartedAt || checksStartedAt < this.#startedAt;
    const measured = cost.begin(1);
    try {
      const ended = await runs.runScheduled(
        claim.cluster,
        isFirst ? 'start' : 'schedule',
      );
      if (!ended) {
        return LOOK_AGAIN_MS;
      }
    } finally {
      measured();
    }
    return pollInterval({
      costMs: measured(),
      leastMs: checksMs,
      random: Math.random(),
      isFirst,
    });
  }
}
