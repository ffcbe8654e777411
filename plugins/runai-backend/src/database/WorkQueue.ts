import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import {
  databaseTime,
  isAnyOf,
  isPostgres,
  scatteredTime,
} from './databaseTime';

/** Kinds of work that fall due for every cluster. */
export type WorkKind = 'poll' | 'checks';

/** Work that this replica took: nobody else does it while the claim is renewed. */
export interface WorkClaim {
  cluster: string;
  /** What the replica proves with that the work is still its own. */
  token: string;
  /** When the checks of the schedule began before; undefined where they never did. */
  checksStartedAt?: string;
}

const COLUMNS = {
  poll: { next: 'next_poll_at', claim: 'poll_claim' },
  checks: { next: 'next_checks_at', claim: 'checks_claim' },
} as const;

/** Scheduled checks of a cluster do not begin sooner after one another, whatever happens. */
const CHECKS_APART_MS = 60_000;
/** A poll of the previous release, which knows no claims, is over after this. */
const UNCLAIMED_POLL_MS = 120_000;

/**
 * What is due, in the database: each replica takes as much as it has room for, and what it takes is its own until it is done or
 * the claim is over. The model is the processing loop of the portal's catalog.
 */
export class WorkQueue {
  readonly #knex: Knex;
  readonly #kind: WorkKind;

  private constructor(knex: Knex, kind: WorkKind) {
    this.#knex = knex;
    this.#kind = kind;
  }

  static create(options: { knex: Knex; kind: WorkKind }): WorkQueue {
    return new WorkQueue(options.knex, options.kind);
  }

  /**
   * Takes work that is due, the longest due first.
   *
   * @param options.clusters - what this replica declares: other clusters it could not reach
   * @param options.leaseMs - how long the claim holds where it is not renewed
   */
  async claim(options: {
    clusters: readonly string[];
    limit: number;
    leaseMs: number;
  }): Promise<WorkClaim[]> {
    const { clusters, limit, leaseMs } = options;
    const { next, claim } = COLUMNS[this.#kind];
    const knex = this.#knex;
    if (clusters.length === 0 || limit <= 0) {
      return [];
    }
    return knex.transaction(async transaction => {
      const due: { name: string; checks_started_at: string | null }[] =
        await transaction('clusters')
          .whereRaw(isAnyOf(knex, 'name', clusters))
          .whereNull('removed_at')
          .where(next, '<=', databaseTime(knex))
          .where(free => this.#addFree(free))
          .orderBy(next)
          .limit(limit)
          .modify(lockAvailable)
          .select('name', 'checks_started_at');
      const token = randomUUID();
      if (due.length > 0) {
        await transaction('clusters')
          .whereIn(
            'name',
            due.map(({ name }) => name),
          )
          .update({
            [next]: databaseTime(knex, leaseMs),
            [claim]: token,
            [this.#kind === 'poll' ? 'polling_since' : 'checks_started_at']:
              databaseTime(knex),
          });
      }
      return due.map(row => ({
        cluster: row.name,
        token,
        ...(row.checks_started_at && {
          checksStartedAt: row.checks_started_at,
        }),
      }));
    });
  }

  /** Says that this replica lives and is at it. */
  async renew(claims: readonly WorkClaim[], leaseMs: number): Promise<void> {
    if (claims.length === 0) {
      return;
    }
    const { next, claim } = COLUMNS[this.#kind];
    const tokens = [...new Set(claims.map(({ token }) => token))];
    await this.#knex.transaction(async transaction => {
      const held = transaction('clusters')
        .whereIn(claim, tokens)
        .whereIn(
          'name',
          claims.map(({ cluster }) => cluster),
        );
      // Whoever holds one of the rows ends the claim, or lets the next renewal have it.
      const names = await lockAvailable(held).pluck<string[]>('name');
      await transaction('clusters')
        .whereIn('name', names)
        .update({ [next]: databaseTime(transaction, leaseMs) });
    });
  }

  /** The columns that end a claim, for who writes the row anyway. */
  done(nextInMs: number): Record<string, unknown> {
    const { next, claim } = COLUMNS[this.#kind];
    return {
      [next]: databaseTime(this.#knex, nextInMs),
      [claim]: null,
      ...(this.#kind === 'poll' && { polling_since: null }),
    };
  }

  /** The columns that let the work be due now unless somebody is at it, for who writes the row anyway. */
  hastened(): Record<string, unknown> {
    const { next, claim } = COLUMNS[this.#kind];
    const knex = this.#knex;
    return {
      [next]: knex.raw('CASE WHEN ?? IS NULL THEN ? ELSE ?? END', [
        claim,
        databaseTime(knex),
        next,
      ]),
    };
  }

  /** Ends a claim, unless another replica took over. */
  async finish({ cluster, token }: WorkClaim, nextInMs: number): Promise<void> {
    const { claim } = COLUMNS[this.#kind];
    await this.#knex('clusters')
      .where({ name: cluster, [claim]: token })
      .update(this.done(nextInMs));
  }

  /** Lets the work of one cluster be due now, unless somebody is at it. */
  async hasten(cluster: string): Promise<void> {
    await this.#knex('clusters')
      .where({ name: cluster })
      .update(this.hastened());
  }

  /**
   * Lets the work of clusters be due within a span, each at another moment of it, unless somebody is at it.
   *
   * @param options.unlessRecent - and unless their checks began a moment ago
   */
  async scatter(options: {
    clusters: readonly string[];
    withinMs: number;
    unlessRecent?: boolean;
  }): Promise<void> {
    const { next, claim } = COLUMNS[this.#kind];
    await this.#knex.transaction(async transaction => {
      const names = await transaction('clusters')
        .whereRaw(isAnyOf(transaction, 'name', options.clusters))
        .whereNull(claim)
        .where(apart => {
          if (options.unlessRecent) {
            this.#addNotRecent(apart);
          }
        })
        // All who lock many rows do so in this order: they wait for each other, and never both.
        .orderBy('name')
        .forNoKeyUpdate()
        .pluck<string[]>('name');
      await transaction('clusters')
        .whereRaw(isAnyOf(transaction, 'name', names))
        .update({ [next]: scatteredTime(transaction, options.withinMs) });
    });
  }

  #addFree(free: Knex.QueryBuilder) {
    const knex = this.#knex;
    if (this.#kind === 'poll') {
      free
        .whereNull('polling_since')
        .orWhereNotNull('poll_claim')
        .orWhere('polling_since', '<', databaseTime(knex, -UNCLAIMED_POLL_MS));
      return;
    }
    free
      .whereNotNull('polled_at')
      .where(apart => this.#addNotRecent(apart.whereNotNull('checks_claim')));
  }

  #addNotRecent(apart: Knex.QueryBuilder) {
    apart
      .orWhereNull('checks_started_at')
      .orWhere(
        'checks_started_at',
        '<',
        databaseTime(this.#knex, -CHECKS_APART_MS),
      );
  }
}

/** Locks the rows that nobody else has locked. SQLite has one process, and one transaction at a time. */
function lockAvailable(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return isPostgres(query) ? query.forNoKeyUpdate().skipLocked() : query;
}
