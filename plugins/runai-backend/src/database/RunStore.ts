import type {
  CheckCategory,
  Run,
  RunEvent,
  RunStatus,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import { isAnyOf } from './databaseTime';

/** Runs that are kept of each cluster. */
export const RUNS_KEPT = 20;

/** What a run covers; everything where nothing is named. */
export interface RunScope {
  checks?: readonly string[];
  category?: CheckCategory;
  /** Name of one node. */
  subject?: string;
  only?: 'notPassing';
}

/** A run as it is stored. */
export interface StoredRun {
  run: Run;
  scope: RunScope;
  cancelRequested: boolean;
}

/** What the replica that carries a run out writes again and again: also the sign that it lives. */
export interface RunProgress {
  at: string;
  done: number;
  total: number;
  requests: number;
  events: readonly RunEvent[];
}

interface RunRow {
  id: string;
  cluster: string;
  status: RunStatus;
  trigger: Run['trigger'];
  started_by: string | null;
  started_at: string;
  finished_at: string | null;
  cancel_requested: boolean | number;
  scope: string;
  done: number;
  total: number;
  requests: number;
  error: string | null;
  changes: string | null;
  events: string;
}

const UNDER_WAY: readonly RunStatus[] = ['queued', 'running'];

/** The last runs of every cluster, and those under way. */
export class RunStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): RunStore {
    return new RunStore(options.knex);
  }

  /**
   * Writes a new run down, `queued` until {@link begin} has it running, unless one under way will do.
   *
   * @param decide - is given the runs under way; gives the one that will do, or throws where there are too many. Decisions about
   * one cluster come one after the other, over all replicas, so that two clicks at once do not begin two runs
   * @param options.handedOn - it waits for a replica that declares the cluster, see {@link takeHandedOn}
   * @returns the one that will do
   */
  async addUnless(
    run: Run,
    scope: RunScope,
    decide: (underWay: readonly StoredRun[]) => StoredRun | undefined,
    options: { handedOn?: boolean } = {},
  ): Promise<StoredRun | undefined> {
    return this.#knex.transaction(async transaction => {
      await lockCluster(transaction, run.cluster);
      const other = decide(await this.underWay(run.cluster, transaction));
      if (!other) {
        await this.add(run, scope, transaction, options);
      }
      return other;
    });
  }

  /** Takes the runs of these clusters that wait for a replica that declares them: each becomes the work of one replica. */
  async takeHandedOn(
    clusters: readonly string[],
    at: string,
  ): Promise<StoredRun[]> {
    const waiting: RunRow[] = await this.#knex('runs')
      .where({ handed_on: true, status: 'queued' })
      .whereRaw(isAnyOf(this.#knex, 'cluster', clusters))
      .select();
    const taken: StoredRun[] = [];
    for (const row of waiting) {
      const isOurs = await this.#knex('runs')
        .where({ id: row.id, handed_on: true, status: 'queued' })
        .update({ handed_on: false, heartbeat_at: at });
      if (isOurs > 0) {
        taken.push(fromRow(row));
      }
    }
    return taken;
  }

  /** Writes a new run down, whatever else is under way. */
  async add(
    run: Run,
    scope: RunScope,
    transaction: Knex | Knex.Transaction = this.#knex,
    { handedOn = false }: { handedOn?: boolean } = {},
  ): Promise<void> {
    await transaction('runs').insert({
      id: run.id,
      cluster: run.cluster,
      status: run.status,
      trigger: run.trigger,
      started_by: run.startedBy ?? null,
      started_at: run.startedAt,
      heartbeat_at: run.startedAt,
      scope: JSON.stringify(scope),
      events: JSON.stringify(run.events),
      handed_on: handedOn,
    });
  }

  /**
   * Lets a queued run begin.
   *
   * @returns false while another one of the cluster runs, on whichever replica, and where it was canceled meanwhile
   */
  async begin(id: string, at: string): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      const run: { cluster: string } | undefined = await transaction('runs')
        .where({ id })
        .first('cluster');
      if (!run) {
        return false;
      }
      await lockCluster(transaction, run.cluster);
      const running = await transaction('runs')
        .where({ cluster: run.cluster, status: 'running' })
        .first('id');
      if (running) {
        return false;
      }
      const begun = await transaction('runs')
        .where({ id, status: 'queued', cancel_requested: false })
        .update({ status: 'running', started_at: at, heartbeat_at: at });
      return begun > 0;
    });
  }

  /** @returns false where somebody asked for the run to end, or it was given up for dead */
  async progress(id: string, progress: RunProgress): Promise<boolean> {
    const alive = await this.#knex('runs')
      .where({ id, cancel_requested: false })
      .whereIn('status', UNDER_WAY)
      .update({
        heartbeat_at: progress.at,
        done: progress.done,
        total: progress.total,
        requests: progress.requests,
        events: JSON.stringify(progress.events),
      });
    return alive > 0;
  }

  /**
   * Begins to end a run in the transaction of its results: nobody gives it up for dead before that is over.
   *
   * @returns false where it was given up already, and another one may have begun: what it found is not to be written
   */
  async hold(id: string, transaction: Knex.Transaction): Promise<boolean> {
    const row = await transaction('runs')
      .where({ id })
      .whereIn('status', UNDER_WAY)
      .forUpdate()
      .first('id');
    return row !== undefined;
  }

  /** Ends a run, unless it was given up for dead; belongs to the transaction of its results. */
  async finish(
    run: Pick<Run, 'id' | 'status' | 'error' | 'changes'>,
    progress: RunProgress,
    transaction: Knex | Knex.Transaction = this.#knex,
  ): Promise<void> {
    await transaction('runs')
      .where({ id: run.id })
      .whereIn('status', UNDER_WAY)
      .update({
        status: run.status,
        error: run.error ?? null,
        changes: run.changes ? JSON.stringify(run.changes) : null,
        finished_at: progress.at,
        heartbeat_at: progress.at,
        done: progress.done,
        total: progress.total,
        requests: progress.requests,
        events: JSON.stringify(progress.events),
      });
  }

  async find(cluster: string, id: string): Promise<StoredRun | undefined> {
    const row: RunRow | undefined = await this.#knex('runs')
      .where({ cluster, id })
      .first();
    return row && fromRow(row);
  }

  /** Newest first. */
  async list(cluster: string): Promise<Run[]> {
    const rows: RunRow[] = await this.#knex('runs')
      .where({ cluster })
      .orderBy('started_at', 'desc')
      .limit(RUNS_KEPT)
      .select();
    return rows.map(row => fromRow(row).run);
  }

  /** The runs that are queued or running, the running one first. */
  async underWay(
    cluster: string,
    transaction: Knex | Knex.Transaction = this.#knex,
  ): Promise<StoredRun[]> {
    const rows: RunRow[] = await transaction('runs')
      .where({ cluster })
      .whereIn('status', UNDER_WAY)
      .orderBy([{ column: 'status', order: 'desc' }, 'started_at'])
      .select();
    return rows.map(fromRow);
  }

  async requestCancel(cluster: string, id: string): Promise<void> {
    await this.#knex('runs')
      .where({ cluster, id })
      .whereIn('status', UNDER_WAY)
      .update({ cancel_requested: true });
  }

  /** Marks runs whose replica gave no sign since a moment. */
  async expire(options: { silentSince: string; at: string }): Promise<number> {
    return this.#knex('runs')
      .whereIn('status', UNDER_WAY)
      .where('heartbeat_at', '<', options.silentSince)
      .update({
        status: 'expired',
        finished_at: options.at,
        error: 'The portal that carried it out gave no sign of life any more',
      });
  }

  /** Removes all but the last {@link RUNS_KEPT} of a cluster. */
  async prune(cluster: string): Promise<void> {
    await this.#knex('runs')
      .where({ cluster })
      .whereNotIn('status', UNDER_WAY)
      .whereNotIn(
        'id',
        this.#knex('runs')
          .where({ cluster })
          .orderBy('started_at', 'desc')
          .limit(RUNS_KEPT)
          .select('id'),
      )
      .delete();
  }
}

/** Decisions about the runs of one cluster come one after the other. Rows that refer to the cluster may be written meanwhile. */
async function lockCluster(transaction: Knex.Transaction, name: string) {
  await transaction('clusters').where({ name }).forNoKeyUpdate().first('name');
}

function fromRow(row: RunRow): StoredRun {
  return {
    scope: JSON.parse(row.scope),
    cancelRequested: Boolean(row.cancel_requested),
    run: {
      id: row.id,
      cluster: row.cluster,
      status: row.status,
      trigger: row.trigger,
      ...(row.started_by && { startedBy: row.started_by }),
      startedAt: row.started_at,
      ...(row.finished_at && { finishedAt: row.finished_at }),
      progress: { done: row.done, total: row.total },
      requests: row.requests,
      ...(row.error && { error: row.error }),
      ...(row.changes && { changes: JSON.parse(row.changes) }),
      events: JSON.parse(row.events),
    },
  };
}
