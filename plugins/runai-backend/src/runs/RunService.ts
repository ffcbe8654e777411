import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  assertError,
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Run } from '@runai-portal/backstage-plugin-runai-common';
import type { Check, RunOutcome } from '@runai-portal/checks';
import { connectTo } from '../clusters/connectTo';
import type {
  ClusterRegistry,
  ConnectedCluster,
} from '../clusters/RegisteredCluster';
import type { RunScope, StoredRun } from '../database/RunStore';
import type { ChangeNotifier } from '../refresh/ChangeNotifier';
import type { LastFacts } from './LastFacts';
import { recordRun, type RunStores } from './recordRun';
import { RunJournal } from './RunJournal';
import { covers, plannedChecks } from './scope';

/** A run that gave no sign of life for so long is dead; shorter than a claim of its schedule holds. */
export const RUN_SILENT_MS = 30_000;
/** Runs of one cluster that may wait for another to end. */
const MAX_QUEUED = 5;
/** How often a run that waits asks whether one on another replica has ended. */
const LOOK_AGAIN_MS = 2_000;

/** What a run service works with. */
export interface RunServiceOptions extends RunStores {
  registry: ClusterRegistry;
  notifier: ChangeNotifier;
  /** What runs read is kept there. */
  lastFacts: LastFacts;
  /** The checks of the engine. */
  checks: readonly Check[];
  /** Called when a run that a person began has ended: what it saw should stand on the other axes, too. */
  refreshSoon: (cluster: string) => Promise<void>;
  logger: LoggerService;
  now: () => Date;
}

/** A run that this replica carries out. */
interface OwnRun {
  cluster: string;
  controller: AbortController;
  journal: RunJournal;
  ended: Promise<void>;
}

/** Who asked for a run, and for what. */
export interface RunRequested {
  cluster: string;
  scope: RunScope;
  trigger: Run['trigger'];
  startedBy?: string;
}

/** Runs checks on the replica that is asked, or one that has the cluster. One run of a cluster at a time, over all replicas. */
export class RunService {
  readonly #options: RunServiceOptions;
  /** Those that this replica carries out. */
  readonly #own = new Map<string, OwnRun>();
  #stopped = false;

  private constructor(options: RunServiceOptions) {
    this.#options = options;
  }

  static create(options: RunServiceOptions): RunService {
    return new RunService(options);
  }

  /**
   * Begins a run, or joins one that covers what is asked for. Where another replica declares the cluster, the run waits for it.
   *
   * @throws InputError where a check is not known
   * @throws ConflictError where too many wait already, nothing is left to run, or the cluster is misconfigured
   */
  async start(request: RunRequested): Promise<{ run: Run; joined: boolean }> {
    const { runs, now, registry } = this.#options;
    const { cluster, scope, trigger, startedBy } = request;
    this.#refuseAtTheEnd();
    const isElsewhere = trigger === 'user' && !registry.find(cluster);
    const target = isElsewhere ? undefined : connectTo(registry, cluster);
    const checks = await this.#planned(cluster, scope);
    await this.expireDead();
    const run: Run = {
      id: randomUUID(),
      cluster,
      status: 'queued',
      trigger,
      ...(startedBy && { startedBy }),
      startedAt: now().toISOString(),
      progress: { done: 0, total: 0 },
      requests: 0,
      events: [],
    };
    const joined = await runs.addUnless(
      run,
      scope,
      underWay =>
        runToJoin(
          underWay.map(other => this.#asItIsNow(other)),
          request,
        ),
      { handedOn: !target },
    );
    if (joined) {
      return { run: joined.run, joined: true };
    }
    if (target) {
      this.#launch(run, target, checks);
    }
    return { run, joined: false };
  }

  /** Carries out what other replicas were asked for and this one has the clusters of. */
  async takeHandedOn(): Promise<void> {
    const { runs, registry, now } = this.#options;
    if (this.#stopped) {
      return;
    }
    const clusters = registry
      .list()
      .filter(({ state }) => state.ok)
      .map(({ name }) => name);
    const at = now().toISOString();
    for (const { run, scope } of await runs.takeHandedOn(clusters, at)) {
      try {
        const checks = await this.#planned(run.cluster, scope);
        this.#refuseAtTheEnd();
        this.#launch(run, connectTo(registry, run.cluster), checks);
      } catch (error) {
        assertError(error);
        const nothing = { at, done: 0, total: 0, requests: 0, events: [] };
        await runs.finish(
          { id: run.id, status: 'failed', error: error.message },
          nothing,
        );
      }
    }
  }

  /**
   * Runs all checks, unless a run of them is under way; resolves when the run has ended.
   *
   * @returns false where another run was under way, whose end nobody waited for
   */
  async runScheduled(
    cluster: string,
    trigger: 'start' | 'schedule',
  ): Promise<boolean> {
    const { run, joined } = await this.start({ cluster, trigger, scope: {} });
    if (!joined) {
      await this.#own.get(run.id)?.ended;
    }
    return !joined;
  }

  /** A run as it is now; what this replica carries out is told as it goes on. */
  async find(cluster: string, id: string): Promise<Run | undefined> {
    const stored = await this.#options.runs.find(cluster, id);
    if (!stored) {
      return undefined;
    }
    this.#own.get(id)?.journal.watch();
    return this.#asItIsNow(stored).run;
  }

  /**
   * Asks a run to end, on whichever replica it is.
   *
   * @throws NotFoundError where there is no such run
   */
  async cancel(cluster: string, id: string): Promise<Run> {
    const { runs } = this.#options;
    await runs.requestCancel(cluster, id);
    this.#own.get(id)?.controller.abort(new Error('Canceled'));
    const found = await runs.find(cluster, id);
    if (!found) {
      throw new NotFoundError(`There is no run '${id}' of '${cluster}'`);
    }
    return found.run;
  }

  /** Marks the runs of replicas that died. */
  async expireDead(): Promise<void> {
    const { runs, now, logger } = this.#options;
    const expired = await runs.expire({
      silentSince: new Date(now().getTime() - RUN_SILENT_MS).toISOString(),
      at: now().toISOString(),
    });
    if (expired > 0) {
      logger.warn(`${expired} runs gave no sign of life and were given up`);
    }
  }

  /** Cancels what this replica runs, and waits until it has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const own = [...this.#own.values()];
    own.forEach(({ controller }) =>
      controller.abort(new Error('The portal ends')),
    );
    await Promise.allSettled(own.map(({ ended }) => ended));
  }

  #refuseAtTheEnd() {
    if (this.#stopped) {
      throw new ServiceUnavailableError('The portal ends');
    }
  }

  async #planned(
    cluster: string,
    scope: RunScope,
  ): Promise<string[] | undefined> {
    const { checks, results } = this.#options;
    return plannedChecks(scope, checks, await results.summaries(cluster));
  }

  #asItIsNow(stored: StoredRun): StoredRun {
    const own = this.#own.get(stored.run.id);
    if (!own || stored.run.finishedAt) {
      return stored;
    }
    const { done, total, requests, events } = own.journal.current();
    return {
      ...stored,
      run: {
        ...stored.run,
        progress: { done, total },
        requests,
        events: [...events],
      },
    };
  }

  #launch(run: Run, target: ConnectedCluster, checks: string[] | undefined) {
    const controller = new AbortController();
    // Every fact and every request of the run listens to it.
    setMaxListeners(0, controller.signal);
    const journal = this.#journalOf(run, controller);
    const ended = this.#carryOut(run, target, checks, { controller, journal })
      .catch(error => {
        this.#options.logger
          .child({ cluster: run.cluster })
          .error(`Run ${run.id} could not be stored`, error);
      })
      .finally(() => this.#own.delete(run.id));
    this.#own.set(run.id, {
      cluster: run.cluster,
      controller,
      journal,
      ended,
    });
  }

  #journalOf(run: Run, controller: AbortController): RunJournal {
    const { runs, now, logger } = this.#options;
    return new RunJournal({
      now,
      watched: run.trigger === 'user',
      write: async progress => {
        try {
          if (!(await runs.progress(run.id, progress))) {
            controller.abort(new Error('Canceled'));
          }
        } catch (error) {
          logger.warn(
            `The progress of run ${run.id} could not be stored`,
            error instanceof Error ? error : undefined,
          );
        }
      },
    });
  }

  async #carryOut(
    run: Run,
    target: ConnectedCluster,
    checks: string[] | undefined,
    { controller, journal }: Pick<OwnRun, 'controller' | 'journal'>,
  ): Promise<void> {
    const { runs, notifier } = this.#options;
    const { signal } = controller;
    journal.start();
    try {
      await this.#awaitTurn(run, signal);
      const outcome = await this.#judge(run, target, checks, journal, signal);
      await journal.stop();
      await this.#end(run, target, journal, outcome, signal);
    } finally {
      await journal.stop();
      await runs.prune(run.cluster);
      notifier.changed();
      if (run.trigger === 'user' && !this.#stopped) {
        await this.#options.refreshSoon(run.cluster);
      }
    }
  }

  /** Waits until no other run of the cluster runs. */
  async #awaitTurn(run: Run, signal: AbortSignal): Promise<void> {
    const { runs, now } = this.#options;
    while (
      !signal.aborted &&
      !(await runs.begin(run.id, now().toISOString()))
    ) {
      const others = [...this.#own]
        .filter(([id, { cluster }]) => id !== run.id && cluster === run.cluster)
        .map(([, { ended }]) => ended);
      await Promise.race([setTimeout(LOOK_AGAIN_MS), ...others]);
    }
  }

  async #judge(
    run: Run,
    { session }: ConnectedCluster,
    checks: string[] | undefined,
    journal: RunJournal,
    signal: AbortSignal,
  ): Promise<RunOutcome | Error | undefined> {
    if (signal.aborted) {
      return undefined;
    }
    this.#options.notifier.changed();
    try {
      return await session.run({
        ...(checks && { checks }),
        signal,
        fresh: run.trigger === 'user',
        onProgress: ({ done, total, event }) => {
          journal.progress(done, total);
          journal.add(event);
        },
      });
    } catch (error) {
      assertError(error);
      return signal.aborted ? undefined : error;
    }
  }

  async #end(
    run: Run,
    target: ConnectedCluster,
    journal: RunJournal,
    outcome: RunOutcome | Error | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { runs, logger } = this.#options;
    if (outcome === undefined) {
      journal.add({
        kind: 'canceled',
        message: 'Canceled before it judged anything',
      });
      await runs.finish({ id: run.id, status: 'canceled' }, journal.current());
      return;
    }
    if (outcome instanceof Error) {
      logger.child({ cluster: run.cluster }).error('A run failed', outcome);
      await runs.finish(
        {
          id: run.id,
          status: 'failed',
          error: 'The portal could not carry it out; its log says why',
        },
        journal.current(),
      );
      return;
    }
    journal.requests(outcome.requests);
    await this.#options.lastFacts.keep(target.session, outcome);
    const nothing = outcome.status === 'failed';
    const recorded = await recordRun(this.#options, {
      run,
      target,
      outcome,
      end: {
        status: nothing && signal.aborted ? 'canceled' : outcome.status,
        ...(nothing &&
          !signal.aborted && {
            error: 'Out of time before anything was judged',
          }),
      },
      progress: journal.current(),
    });
    if (!recorded) {
      logger
        .child({ cluster: run.cluster })
        .warn(`Run ${run.id} ended after it was given up; it is not counted`);
    }
  }
}

/**
 * The run under way that does what is asked for. A person asks how things are now: a run will do for them that reads everything
 * anew, as theirs would, and has judged nothing yet.
 *
 * @throws ConflictError where there is none, and too many wait already
 */
function runToJoin(
  underWay: readonly StoredRun[],
  { scope, trigger }: RunRequested,
): StoredRun | undefined {
  const joined = underWay.find(
    other =>
      !other.cancelRequested &&
      covers(other.scope, scope) &&
      (trigger !== 'user' ||
        (other.run.trigger === 'user' && other.run.progress.done === 0)),
  );
  if (!joined && underWay.length > MAX_QUEUED) {
    throw new ConflictError(
      'Too many runs of this cluster wait already; try again when some of them have ended',
    );
  }
  return joined;
}
