import type { Page } from '../types';

/**
 * @public Follows `nextCursor` to the end and returns every item.
 *
 * @param load - asks for the page that begins at the cursor; none for the first page
 */
export async function everyPage<T>(
  load: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}
