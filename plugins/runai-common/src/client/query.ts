import type { RunaiListOptions } from './RunaiApi';

/** What a query string is made of; `undefined` and empty lists are left out. */
export type QueryValue = string | number | readonly string[] | undefined;

/** Writes a query string, its `?` included; a list repeats its key. */
export function queryString(values: Record<string, QueryValue>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    const texts = typeof value === 'object' ? value : [value?.toString()];
    for (const text of texts) if (text) search.append(key, text);
  }
  return withMark(search);
}

/** The query of a list: `filter=key=a,b` once a key, `order=field:asc`. */
export function listQuery(
  options: RunaiListOptions & { since?: string } = {},
): string {
  const search = new URLSearchParams();
  if (options.since) search.append('since', options.since);
  if (options.limit !== undefined)
    search.append('limit', options.limit.toString());
  if (options.cursor) search.append('cursor', options.cursor);
  for (const [key, value] of Object.entries(options.filter ?? {})) {
    const text = typeof value === 'string' ? value : value.join(',');
    if (text) search.append('filter', `${key}=${text}`);
  }
  if (options.order)
    search.append('order', `${options.order.field}:${options.order.direction}`);
  return withMark(search);
}

function withMark(search: URLSearchParams): string {
  const text = search.toString();
  return text ? `?${text}` : '';
}
