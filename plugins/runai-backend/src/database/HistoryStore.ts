import {
  AXES,
  type Transition,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { applyFilters, oneOf, oneOfWords, type Filter } from './filters';
import { encodeCursor, parseCursor } from './keyset';
import { fromTransitionRow, type TransitionRow } from './transitions';

/** A span of time; ISO 8601. */
export interface Span {
  from: string;
  to: string;
}

const HISTORY_FILTERS = {
  axis: oneOfWords('axis', AXES),
  checkId: oneOf('check_id'),
};
const positionSchema = z.tuple([z.string(), z.string()]);

/** What changed, and when each cluster was observed at all. */
export class HistoryStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): HistoryStore {
    return new HistoryStore(options.knex);
  }

  /**
   * Changes since a moment, newest first. The first look at an axis or a check is stored, too, since two moments are compared by
   * the transitions between them; it is no change.
   */
  async page(query: {
    cluster: string;
    since: string;
    filters?: readonly Filter[];
    limit: number;
    cursor?: string;
  }): Promise<{
    items: Transition[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const { cluster, since, limit } = query;
    const matching = this.#knex('transitions')
      .where({ cluster })
      .where('at', '>=', since)
      .whereNotNull('from_state');
    applyFilters(matching, query.filters ?? [], HISTORY_FILTERS);
    const page = matching
      .clone()
      .select<TransitionRow[]>('*')
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1);
    if (query.cursor !== undefined) {
      const [at, id] = parseCursor(query.cursor, positionSchema);
      page.where(older =>
        older
          .where('at', '<', at)
          .orWhere(same => same.where({ at }).where('id', '<', Number(id))),
      );
    }
    const [rows, counted] = await Promise.all([
      page,
      matching.clone().count({ count: '*' }).first(),
    ]);
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map(fromTransitionRow),
      totalItems: Number(counted?.count ?? 0),
      ...(rows.length > limit && {
        nextCursor: encodeCursor([last.at, String(last.id)]),
      }),
    };
  }

  /**
   * Notes that the cluster was observed: lengthens the last span, or begins another where the last one is too long ago.
   *
   * @param options.gapAfter - an observation before this no longer touches the present one
   */
  async observed(options: {
    cluster: string;
    at: string;
    gapAfter: string;
  }): Promise<void> {
    const { cluster, at, gapAfter } = options;
    const last: { from_at: string; to_at: string } | undefined =
      await this.#knex('observations')
        .where({ cluster })
        .orderBy('from_at', 'desc')
        .first('from_at', 'to_at');
    if (last && last.to_at >= gapAfter) {
      await this.#knex('observations')
        .where({ cluster, from_at: last.from_at })
        .where('to_at', '<', at)
        .update({ to_at: at });
      return;
    }
    await this.#knex('observations')
      .insert({ cluster, from_at: at, to_at: at })
      .onConflict(['cluster', 'from_at'])
      .ignore();
  }

  /**
   * The spans within which the cluster was not observed, oldest first: also that before it was looked at for the first time.
   *
   * @param options.gapAfter - where the last observation is older, the last gap lasts until `now`
   */
  async gaps(options: {
    cluster: string;
    since: string;
    now: string;
    gapAfter: string;
  }): Promise<Span[]> {
    const { cluster, since } = options;
    const [rows, first] = await Promise.all([
      this.#knex('observations')
        .where({ cluster })
        .orderBy('from_at', 'asc')
        .select<{ from_at: string; to_at: string }[]>('from_at', 'to_at'),
      this.#knex('transitions')
        .where({ cluster })
        .orderBy('at', 'asc')
        .first<{ at: string } | undefined>('at'),
    ]);
    // Old transitions are removed while a span that began before them goes on.
    const [firstLook] = [first?.at ?? [], rows[0]?.from_at ?? []].flat().sort();
    const gaps: Span[] =
      firstLook === undefined ? [] : [{ from: since, to: firstLook }];
    for (const [index, span] of rows.entries()) {
      const next = rows[index + 1]?.from_at;
      if (next !== undefined) {
        gaps.push({ from: span.to_at, to: next });
      } else if (span.to_at < options.gapAfter) {
        gaps.push({ from: span.to_at, to: options.now });
      }
    }
    return gaps.filter(gap => gap.to > since);
  }

  /** Removes what is older than it is kept. */
  async removeBefore(before: string): Promise<void> {
    await this.#knex('transitions').where('at', '<', before).delete();
    await this.#knex('observations').where('to_at', '<', before).delete();
    await this.#knex('clusters').where('removed_at', '<', before).delete();
  }
}
