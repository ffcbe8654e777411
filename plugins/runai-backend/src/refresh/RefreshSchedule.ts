import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { RunService } from '../runs/RunService';
import type { RegistryChange } from '../clusters/RegisteredCluster';
import type { ClusterStore } from '../database/ClusterStore';
import type { ClusterRefresher } from './ClusterRefresher';

/** Tasks among which the clusters are shared out; the replicas share the tasks. */
const TASKS = 4;
/** Checks are not run again sooner than this, whatever happens. */
const CHECKS_AT_LEAST_APART_MS = 60_000;

/** What the schedule works with. */
export interface RefreshScheduleOptions {
  /** Of the clusters that there are now. */
  names: () => readonly string[];
  refresherOf: (name: string) => ClusterRefresher;
  clusters: ClusterStore;
  runs: RunService;
  scheduler: SchedulerService;
  logger: LoggerService;
  healthMs: number;
  checksMs: number;
  now: () => Date;
}

/**
 * When each cluster is polled, and its checks are run.
 *
 * @remarks A few global tasks of the portal's scheduler begin the polls of those clusters whose name falls to them, and do not
 * wait for them: a silent cluster keeps no other one waiting, and one whose poll still runs is left out.
 */
export class RefreshSchedule {
  readonly #options: RefreshScheduleOptions;
  readonly #shutdown = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #refreshers = new Map<string, ClusterRefresher>();

  private constructor(options: RefreshScheduleOptions) {
    this.#options = options;
    // Every cluster's poll listens to it.
    setMaxListeners(0, this.#shutdown.signal);
  }

  static create(options: RefreshScheduleOptions): RefreshSchedule {
    return new RefreshSchedule(options);
  }

  /** Polls every cluster at once, runs its checks, and goes on by the clock. Does not wait for any cluster. */
  async start(): Promise<void> {
    const { scheduler, healthMs, names } = this.#options;
    for (let task = 0; task < TASKS; task++) {
      await scheduler.scheduleTask({
        id: `runai-refresh-${task}`,
        scope: 'global',
        frequency: { milliseconds: healthMs },
        timeout: { minutes: 2 },
        initialDelay: { milliseconds: healthMs },
        fn: async () => this.#refreshShare(task),
      });
    }
    for (const name of names()) {
      this.#begin(name, 'start', 0);
    }
  }

  /** Polls one cluster now, unless that is under way. */
  refreshNow(name: string) {
    if (!this.#shutdown.signal.aborted) {
      this.#begin(name, 'schedule', 0);
    }
  }

  /** Polls the clusters that came or changed. */
  changed({ added, changed, removed }: RegistryChange) {
    removed.forEach(name => this.#refreshers.delete(name));
    if (!this.#shutdown.signal.aborted) {
      added.forEach(name => this.#begin(name, 'start', 0));
      changed.forEach(name => this.#begin(name, 'schedule', 0));
    }
  }

  /** Ends what is under way and begins nothing more. */
  async stop(): Promise<void> {
    this.#shutdown.abort(new Error('The portal ends'));
    await Promise.allSettled(this.#underWay);
  }

  #refreshShare(task: number) {
    const { names, healthMs } = this.#options;
    for (const name of names()) {
      const hash = hashOf(name);
      if (hash % TASKS === task) {
        // Spread over a sixth of the interval, each cluster always at the same place.
        this.#begin(name, 'schedule', (hash % 1000) * (healthMs / 6000));
      }
    }
  }

  #begin(name: string, trigger: 'start' | 'schedule', delayMs: number) {
    const refresher =
      this.#refreshers.get(name) ?? this.#options.refresherOf(name);
    this.#refreshers.set(name, refresher);
    const work = setTimeout(delayMs, undefined, {
      signal: this.#shutdown.signal,
    })
      .then(() => this.#refresh(refresher, trigger))
      .catch(error => {
        if (!this.#shutdown.signal.aborted) {
          this.#options.logger.error(`The refresh of ${name} failed`, error);
        }
      })
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  async #refresh(refresher: ClusterRefresher, trigger: 'start' | 'schedule') {
    const { signal } = this.#shutdown;
    const refreshed = await refresher.refresh(signal);
    if (!refreshed || signal.aborted) {
      return;
    }
    const { clusters, runs, checksMs, now } = this.#options;
    const soon = trigger === 'start' || refreshed.connectionChanged;
    const turn = await clusters.claimChecks({
      name: refresher.name,
      at: now().toISOString(),
      dueBefore: new Date(
        now().getTime() - (soon ? CHECKS_AT_LEAST_APART_MS : checksMs),
      ).toISOString(),
    });
    if (turn) {
      await runs.runScheduled(refresher.name, trigger);
    }
  }
}

function hashOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0);
}
