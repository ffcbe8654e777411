/** Takes the inherited entry of a list away. */
const REMOVED = 'removed';

/**
 * Lays one document over another: mappings are merged key by key, everything else is replaced. A list of entries that each
 * have an `id` or a `name` is merged by it, so that a site can change one endpoint without repeating the others.
 *
 * What an inherited document says and this one does not is taken away by name: a key by `null`, an entry of a list by
 * `removed: true`, and a mapping whose data nobody knows by `verified: unverified`, which stands in place of all that was inherited.
 * What takes nothing away stays, for the schema to refuse.
 */
export function mergeDocuments(base: unknown, over: unknown): unknown {
  if (isMapping(base) && isMapping(over)) {
    return replaces(base, over) ? over : mergeMappings(base, over);
  }
  if (Array.isArray(base) && Array.isArray(over)) {
    return mergeLists(base, over);
  }
  return over === undefined ? base : over;
}

type Mapping = Record<string, unknown>;

/** What is known is never laid over what is not, nor the other way round. */
function replaces(base: Mapping, { verified }: Mapping): boolean {
  const unknown = [base.verified, verified].includes('unverified');
  return unknown && verified !== undefined;
}

function mergeMappings(base: Mapping, over: Mapping): Mapping {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null && Object.hasOwn(base, key)) {
      delete merged[key];
    } else {
      merged[key] = mergeDocuments(base[key], value);
    }
  }
  return merged;
}

function mergeLists(base: unknown[], over: unknown[]): unknown[] {
  if (over.length === 0 || [...base, ...over].map(keyOf).includes(undefined)) {
    return over;
  }
  const byKey = new Map(base.map(entry => [keyOf(entry), entry]));
  for (const entry of over) {
    const key = keyOf(entry);
    if (isRemoved(entry) && byKey.has(key)) {
      byKey.delete(key);
    } else {
      byKey.set(key, mergeDocuments(byKey.get(key), entry));
    }
  }
  return [...byKey.values()];
}

function isRemoved(entry: unknown): boolean {
  return isMapping(entry) && entry[REMOVED] === true;
}

function keyOf(entry: unknown): string | undefined {
  const key = isMapping(entry) ? entry.id ?? entry.name : undefined;
  return typeof key === 'string' ? key : undefined;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
