/** Items by what they share, in their order; those without it are left out. */
export function groupBy<Item, Shared>(
  items: readonly Item[],
  sharedOf: (item: Item) => Shared | undefined,
): ReadonlyMap<Shared, readonly Item[]> {
  const groups = new Map<Shared, Item[]>();
  for (const item of items) {
    const shared = sharedOf(item);
    const group = shared && groups.get(shared);
    if (group) {
      group.push(item);
    } else if (shared) {
      groups.set(shared, [item]);
    }
  }
  return groups;
}

/** The sum of numbers. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
