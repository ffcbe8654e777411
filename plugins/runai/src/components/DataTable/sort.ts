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
