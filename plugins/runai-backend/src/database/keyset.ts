import type { Knex } from 'knex';
import { z } from 'zod';
import { CursorCodec } from './cursor';

/** What a list is ordered by: an SQL expression whose NULLs, in either direction, come last. */
export interface KeysetOrder {
  /** Trusted SQL, never from a request. */
  expression: string;
  direction: 'asc' | 'desc';
}

/** How one page of a query is asked for. */
export interface KeysetOptions {
  /** What makes the list another one, beside its order: its name, what it is of, its filters. */
  list: readonly unknown[];
  order?: KeysetOrder;
  /** Trusted SQL that is unique among the rows; decides where the order does not. */
  key: string;
  limit: number;
  cursor?: string;
}

const positionSchema = z.tuple([
  z.union([z.string(), z.number(), z.null()]),
  z.string(),
]);
type Position = z.infer<typeof positionSchema>;

const ORDER_VALUE = 'keyset_value';
const KEY = 'keyset_key';

/**
 * Reads one page by position, not by offset: a page costs the same wherever it is, and rows that come or go in between neither
 * repeat nor hide others.
 *
 * @param query - selects the rows of all pages, unordered
 * @throws InputError where the cursor is not one of this list in this order
 */
export async function keysetPage<Row extends object>(
  knex: Knex,
  query: Knex.QueryBuilder,
  options: KeysetOptions,
): Promise<{ rows: Row[]; nextCursor?: string }> {
  const { list, order, key, limit, cursor } = options;
  const cursors = CursorCodec.of(positionSchema, list, order ?? null);
  const page = query
    .clone()
    .select(knex.raw(`${key} as ${KEY}`))
    .limit(limit + 1);
  if (order) {
    page.select(knex.raw(`${order.expression} as ${ORDER_VALUE}`));
    page.orderByRaw(
      `CASE WHEN ${order.expression} IS NULL THEN 1 ELSE 0 END, ${order.expression} ${order.direction}`,
    );
  }
  page.orderByRaw(`${key} asc`);
  if (cursor !== undefined) {
    startAfter(page, options, cursors.decode(cursor));
  }
  const found: (Row & {
    [KEY]: string;
    [ORDER_VALUE]?: string | number | null;
  })[] = await page;
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    ...(found.length > limit &&
      last && {
        nextCursor: cursors.encode([last[ORDER_VALUE] ?? null, last[KEY]]),
      }),
  };
}

function startAfter(
  page: Knex.QueryBuilder,
  { order, key }: KeysetOptions,
  [value, name]: Position,
) {
  if (!order) {
    page.whereRaw(`${key} > ?`, [name]);
    return;
  }
  const { expression, direction } = order;
  if (value === null) {
    page.whereRaw(`${expression} IS NULL`).whereRaw(`${key} > ?`, [name]);
    return;
  }
  const further = direction === 'asc' ? '>' : '<';
  page.where(rest =>
    rest
      .whereRaw(`${expression} ${further} ?`, [value])
      .orWhere(same =>
        same
          .whereRaw(`${expression} = ?`, [value])
          .whereRaw(`${key} > ?`, [name]),
      )
      .orWhereRaw(`${expression} IS NULL`),
  );
}
