import {
  AXES,
  type AxisName,
  type Transition,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import { applyFilters, oneOf, oneOfWords, type Filter } from './filters';
import { newestPage } from './newestPage';
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
    const { cluster, since, filters = [], limit, cursor } = query;
    const matching = this.#knex('transitions')
      .where({ cluster })
      .where('at', '>=', since)
      .whereNotNull('from_state');
    applyFilters(matching, filters, HISTORY_FILTERS);
    const { rows, ...page } = await newestPage<TransitionRow>(matching, {
      list: ['history', cluster, filters],
      limit,
      cursor,
    });
    return { ...page, items: rows.map(fromTransitionRow) };
  }

  /**
   * Notes that the cluster was observed: lengthens the last span, or begins another where the last one is too long ago.
   *
   * @param options.gapAfter - an observation before this no longer touches the present one
   */
  async observed(
    options: { cluster: string; at: string; gapAfter: string },
    knex: Knex | Knex.Transaction = this.#knex,
  ): Promise<void> {
    const { cluster, at, gapAfter } = options;
    const lengthened = await knex('observations')
      .where({ cluster })
      .where('to_at', '>=', gapAfter)
      .where('from_at', knex('observations').where({ cluster }).max('from_at'))
      .update({
        to_at: knex.raw('CASE WHEN to_at < ? THEN ? ELSE to_at END', [at, at]),
      });
    if (lengthened === 0) {
      await knex('observations')
        .insert({ cluster, from_at: at, to_at: at })
        .onConflict(['cluster', 'from_at'])
        .ignore();
    }
  }

  /**
   * The spans since a moment within which the cluster was not observed, oldest first: also that before it was looked at for the
   * first time.
   *
   * @param options.gapAfter - where the last observation is older, the last gap lasts until `now`
   */
  async gaps(options: {
    cluster: string;
    since: string;
    now: string;
    gapAfter: string;
  }): Promise<Span[]> {
    const { cluster, since, now } = options;
    const [rows, earlier] = await Promise.all([
      this.#spans(cluster)
        .where('to_at', '>=', since)
        .orderBy('from_at', 'asc')
        .select('from_at', 'to_at'),
      this.#spans(cluster)
        .where('to_at', '<', since)
        .orderBy('from_at', 'desc')
        .first('to_at'),
    ]);
    const gaps: Span[] = [];
    const begin = earlier
      ? rows[0]?.from_at ?? now
      : await this.#firstLook(cluster, rows[0]?.from_at);
    if (begin !== undefined && begin > since) {
      gaps.push({ from: since, to: begin });
    }
    for (const [index, span] of rows.entries()) {
      const next = rows[index + 1]?.from_at;
      if (next !== undefined) {
        gaps.push({ from: span.to_at, to: next });
      } else if (span.to_at < options.gapAfter) {
        gaps.push({ from: span.to_at, to: now });
      }
    }
    return gaps;
  }

  /** Every transition of an axis or a check since a moment, oldest first, first looks included, and the state before them. */
  async since(options: {
    cluster: string;
    of: { axis: AxisName } | { checkId: string };
    since: string;
  }): Promise<{ transitions: Transition[]; before?: string }> {
    const { cluster, of, since } = options;
    const query = () =>
      this.#knex<TransitionRow & { cluster: string }>('transitions')
        .where({ cluster })
        .where('axis' in of ? { axis: of.axis } : { check_id: of.checkId });
    const [rows, last] = await Promise.all([
      query()
        .where('at', '>=', since)
        .orderBy([{ column: 'at' }, { column: 'id' }])
        .select(),
      query()
        .where('at', '<', since)
        .orderBy([
          { column: 'at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .first('to_state'),
    ]);
    return {
      transitions: rows.map(fromTransitionRow),
      ...(last && { before: last.to_state }),
    };
  }

  /** Removes what is older than it is kept. */
  async removeBefore(before: string): Promise<void> {
    await this.#knex('transitions').where('at', '<', before).delete();
    await this.#knex('observations').where('to_at', '<', before).delete();
    await this.#knex('clusters').where('removed_at', '<', before).delete();
  }

  /** When the cluster was looked at for the first time; a look may have seen nothing, and old transitions are removed. */
  async #firstLook(
    cluster: string,
    firstSeen: string | undefined,
  ): Promise<string | undefined> {
    const first = await this.#knex<TransitionRow & { cluster: string }>(
      'transitions',
    )
      .where({ cluster })
      .orderBy('at', 'asc')
      .first('at');
    return [first?.at ?? [], firstSeen ?? []].flat().sort()[0];
  }

  #spans(cluster: string) {
    return this.#knex<{ cluster: string; from_at: string; to_at: string }>(
      'observations',
    ).where({ cluster });
  }
}
