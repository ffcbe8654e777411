import type { Asks, ListRequest } from '../../facts/request';

/** The objects of some namespaces as they are projected, one request a namespace. */
export async function listIn<Item>(
  ask: Asks<{ list: ListRequest }>['list'],
  namespaces: readonly string[],
  project: (item: unknown) => Item | undefined,
): Promise<Item[]> {
  const lists = [...new Set(namespaces)].map(namespace =>
    ask<unknown, Item>({ namespace, project }),
  );
  return (await Promise.all(lists)).flat();
}
