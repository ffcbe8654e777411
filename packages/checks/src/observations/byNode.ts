/** What belongs to a node, by the node's name; what names none is left out. */
export function byNode<Item extends { readonly node?: string }>(
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    if (item.node) {
      found.set(item.node, [...(found.get(item.node) ?? []), item]);
    }
  }
  return found;
}
