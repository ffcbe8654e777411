import type { Knex } from 'knex';
import { z } from 'zod';
import { CursorCodec } from './cursor';

/** What pages of rows by time are told from: a moment, and the number of the row among those of that moment. */
interface TimedRow {
  at: string;
  id: number | string;
}

const positionSchema = z.tuple([z.string(), z.string()]);

/**
 * Reads one page of a table with the columns `at` and `id`, newest first, by position.
 *
 * @param matching - the rows of all pages, unordered
 * @param options.list - what makes the list another one: its name, what it is of, its filters
 * @throws InputError where the cursor is not one of this list
 */
export async function newestPage<Row extends TimedRow>(
  matching: Knex.QueryBuilder,
  options: { list: readonly unknown[]; limit: number; cursor?: string },
): Promise<{ rows: Row[]; totalItems: number; nextCursor?: string }> {
  const { list, limit, cursor } = options;
  const cursors = CursorCodec.of(positionSchema, ...list);
  const page = matching
    .clone()
    .select('*')
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1);
  if (cursor !== undefined) {
    const [at, id] = cursors.decode(cursor);
    page.where(older =>
      older
        .where('at', '<', at)
        .orWhere(same => same.where({ at }).where('id', '<', Number(id))),
    );
  }
  const [rows, counted]: [Row[], { count?: number | string } | undefined] =
    await Promise.all([page, matching.clone().count({ count: '*' }).first()]);
  const last = rows[limit - 1];
  return {
    rows: rows.slice(0, limit),
    totalItems: Number(counted?.count ?? 0),
    ...(rows.length > limit && {
      nextCursor: cursors.encode([last.at, String(last.id)]),
    }),
  };
}
