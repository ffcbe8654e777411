import type { RunaiListOptions } from './RunaiApi';

/** What a query string is made of; `undefined` and empty lists are left out. */
export type QueryValue = string | number | readonly string[] | undefined;

/** Writes a query string, its `?` included; lists of one key are joined by commas. */
export function queryString(values: Record<string, QueryValue>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    const text = Array.isArray(value) ? value.join(',') : value?.toString();
    if (text) search.append(key, text);
  }
  return withMark(search);
}

/** The query of a list: `filter=key=a,b` repeated a key, `order=field:asc`. */
export function listQuery(options: RunaiListOptions = {}): string {
  const search = new URLSearchParams();
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
