/**
 * Lays one document over another: mappings are merged key by key, everything else is replaced. A list of entries that each
 * have an `id` or a `name` is merged by it, so that a site can change one endpoint without repeating the others.
 */
export function mergeDocuments(base: unknown, over: unknown): unknown {
  if (isMapping(base) && isMapping(over)) {
    const merged = Object.entries(over).map(([key, value]) => [
      key,
      mergeDocuments(base[key], value),
    ]);
    return { ...base, ...Object.fromEntries(merged) };
  }
  if (Array.isArray(base) && Array.isArray(over)) {
    return mergeLists(base, over);
  }
  return over === undefined ? base : over;
}

function mergeLists(base: unknown[], over: unknown[]): unknown[] {
  if (over.length === 0 || [...base, ...over].map(keyOf).includes(undefined)) {
    return over;
  }
  const byKey = new Map(base.map(entry => [keyOf(entry), entry]));
  for (const entry of over) {
    byKey.set(keyOf(entry), mergeDocuments(byKey.get(keyOf(entry)), entry));
  }
  return [...byKey.values()];
}

function keyOf(entry: unknown): string | undefined {
  const key = isMapping(entry) ? entry.id ?? entry.name : undefined;
  return typeof key === 'string' ? key : undefined;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
