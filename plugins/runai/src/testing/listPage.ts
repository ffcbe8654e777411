import type { Page } from '@runai-portal/backstage-plugin-runai-common';
import { assertFilters } from './openapi';

/** Whether an item has one of the values, by key of the filter. */
export type ListFilters<T> = Record<
  string,
  (item: T, values: readonly string[]) => boolean
>;

/**
 * A page of a list as the backend answers it, far enough for the tests of pages: filters, the order by name, cursors that are
 * numbers. Without `order=name:…` items stay as they are, which a test takes for the server's own order.
 */
export function listPage<T extends object>(
  items: readonly T[],
  query: URLSearchParams,
  filters: ListFilters<T>,
): Page<T> {
  assertFilters(query.getAll('filter'));
  const matching = items.filter(item =>
    query.getAll('filter').every(text => {
      const at = text.indexOf('=');
      const filter = filters[text.slice(0, at)];
      if (!filter) throw new Error(`The fake backend has no filter ${text}`);
      return filter(item, text.slice(at + 1).split(','));
    }),
  );
  const [field, direction] = query.get('order')?.split(':') ?? [];
  if (field === 'name') {
    matching.sort((left, right) => nameOf(left).localeCompare(nameOf(right)));
    if (direction === 'desc') matching.reverse();
  }
  const from = Number(query.get('cursor') ?? 0);
  const to = from + Number(query.get('limit') ?? 100);
  return {
    items: matching.slice(from, to),
    totalItems: matching.length,
    ...(to < matching.length && { nextCursor: `${to}` }),
  };
}

/** Every word of the search stands in the text. */
export function hasWords(text: string, values: readonly string[]): boolean {
  return values
    .join(',')
    .toLocaleLowerCase('en')
    .split(/\s+/)
    .every(word => text.toLocaleLowerCase('en').includes(word));
}

function nameOf(item: object): string {
  return 'name' in item ? String(item.name) : '';
}
