import type { RunaiListOptions } from '@runai-portal/backstage-plugin-runai-common';
import type { SortingState } from '@tanstack/react-table';

/** Reads `column:asc`; anything else is no order. */
export function parseSort(text: string): SortingState {
  const [id, direction] = text.split(':');
  return id && (direction === 'asc' || direction === 'desc')
    ? [{ id, desc: direction === 'desc' }]
    : [];
}

/** Writes an order as it stands in the URL. */
export function writeSort(sorting: SortingState): string {
  const first = sorting[0];
  return first ? `${first.id}:${first.desc ? 'desc' : 'asc'}` : '';
}

/**
 * The order to ask the server for: the worst first where the reader has chosen no column.
 *
 * @param text - as it stands in the URL
 * @param fields - the server's name of the field, by column
 */
export function serverOrder(
  text: string,
  fields: Readonly<Record<string, string>>,
): RunaiListOptions['order'] {
  const [sorting] = parseSort(text);
  return sorting && Object.hasOwn(fields, sorting.id)
    ? { field: fields[sorting.id], direction: sorting.desc ? 'desc' : 'asc' }
    : { field: 'worst', direction: 'asc' };
}
