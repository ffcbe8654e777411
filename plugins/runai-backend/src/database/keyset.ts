import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { z } from 'zod';

/** What a list is ordered by: an SQL expression whose NULLs, in either direction, come last. */
export interface KeysetOrder {
  /** Trusted SQL, never from a request. */
  expression: string;
  direction: 'asc' | 'desc';
}

/** How one page of a query is asked for. */
export interface KeysetOptions {
  order?: KeysetOrder;
  /** Column that is unique among the rows; the last word where the order does not decide. */
  key: string;
  limit: number;
  cursor?: string;
}

const cursorSchema = z.tuple([
  z.union([z.string(), z.number(), z.null()]),
  z.string(),
]);
type Position = z.infer<typeof cursorSchema>;

const ORDER_VALUE = 'keyset_value';

/**
 * Reads one page by position, not by offset: a page costs the same wherever it is, and rows that come or go in between neither
 * repeat nor hide others.
 *
 * @param query - selects the rows of all pages, unordered
 * @throws InputError where the cursor is not one of ours
 */
export async function keysetPage<Row extends object>(
  knex: Knex,
  query: Knex.QueryBuilder,
  options: KeysetOptions,
): Promise<{ rows: Row[]; nextCursor?: string }> {
  const { order, key, limit, cursor } = options;
  const page = query.clone().limit(limit + 1);
  if (order) {
    page.select(knex.raw(`${order.expression} as ${ORDER_VALUE}`));
    page.orderByRaw(
      `CASE WHEN ${order.expression} IS NULL THEN 1 ELSE 0 END, ${order.expression} ${order.direction}`,
    );
  }
  page.orderBy(key, 'asc');
  if (cursor !== undefined) {
    startAfter(page, options, decodeCursor(cursor));
  }
  const found: (Row & { [ORDER_VALUE]?: string | number | null })[] =
    await page;
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    ...(found.length > limit &&
      last && {
        nextCursor: encodeCursor([
          last[ORDER_VALUE] ?? null,
          String(last[bareName(key) as keyof Row]),
        ]),
      }),
  };
}

function startAfter(
  page: Knex.QueryBuilder,
  { order, key }: KeysetOptions,
  [value, name]: Position,
) {
  if (!order) {
    page.where(key, '>', name);
    return;
  }
  const { expression, direction } = order;
  if (value === null) {
    page.whereRaw(`${expression} IS NULL`).where(key, '>', name);
    return;
  }
  const further = direction === 'asc' ? '>' : '<';
  page.where(rest =>
    rest
      .whereRaw(`${expression} ${further} ?`, [value])
      .orWhere(same =>
        same.whereRaw(`${expression} = ?`, [value]).where(key, '>', name),
      )
      .orWhereRaw(`${expression} IS NULL`),
  );
}

/** Packs a position into a word that fits a URL. */
export function encodeCursor(position: unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decodeCursor(cursor: string): Position {
  return parseCursor(cursor, cursorSchema);
}

/** @throws InputError where the word was not made by {@link encodeCursor} with that shape */
export function parseCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  let position: unknown;
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    position = undefined;
  }
  const parsed = schema.safeParse(position);
  if (!parsed.success) {
    throw new InputError(
      'The cursor is not one that this list gave; start again without it',
    );
  }
  return parsed.data;
}

function bareName(column: string): string {
  return column.slice(column.lastIndexOf('.') + 1);
}
