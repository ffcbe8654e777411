import type { RunaiListOptions } from './RunaiApi';

/** The query of a list as the API takes it: `filter=key=a,b` once a key, `order=field:asc`. */
export function listQuery(options: RunaiListOptions = {}) {
  const { limit, cursor, filter = {}, order } = options;
  const filters = Object.entries(filter)
    .map(([key, value]) => [key, [value].flat().join(',')])
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${value}`);
  return {
    limit,
    cursor,
    ...(filters.length > 0 && { filter: filters }),
    ...(order && { order: `${order.field}:${order.direction}` }),
  };
}
