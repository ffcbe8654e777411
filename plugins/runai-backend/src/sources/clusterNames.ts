import { createHash } from 'node:crypto';
import { clusterName, MAX_NAME_LENGTH } from './clusterName';
import type { SourceEntry } from './sourceEntries';

const DIGITS = 6;

/**
 * Who has the better claim to a name: what an administrator configured, an entity that is called so, one that asks to be called so,
 * what stands for a source.
 */
const CLAIMS = [0, 1, 2, 3] as const;

function claimOf({
  standsForSource,
  sourced,
}: SourceEntry): (typeof CLAIMS)[number] {
  if (standsForSource) {
    return 3;
  }
  if (sourced.entityRef === undefined) {
    return 0;
  }
  return sourced.name === undefined ? 1 : 2;
}

/**
 * The portal's name of each entry, in the same order; no two are the same.
 *
 * @remarks Where names of several become one, and where nothing is left of a name, each gets `-` and six digits of the SHA-256 of
 * its source (type and label: many files have a context `default`) and its name there, so that none depends on the order. An
 * entry of the catalog, which anybody may write, takes no name away from others, and one that stands for a source none from a
 * cluster.
 */
export function clusterNames(entries: readonly SourceEntry[]): string[] {
  const plain = entries.map(({ sourced }) =>
    clusterName(sourced.name ?? sourced.sourceName),
  );
  const counted = CLAIMS.map(claim =>
    counts(plain.filter((_, at) => claimOf(entries[at]) <= claim)),
  );
  const names = entries.map((entry, at) => {
    const name = plain[at];
    const isAlone = counted[claimOf(entry)].get(name) === 1;
    return name && isAlone ? name : withDigits(name, entry, DIGITS);
  });
  // Somebody's own name may end as if it had the digits of another.
  const given = counts(names);
  return names.map((name, at) =>
    given.get(name) === 1
      ? name
      : withDigits(plain[at], entries[at], 2 * DIGITS),
  );
}

function counts(names: readonly string[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const name of names) {
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  return count;
}

function withDigits(
  name: string,
  { source, label, sourced }: SourceEntry,
  digits: number,
): string {
  const hash = createHash('sha256')
    .update([source, label, sourced.sourceName].join('\n'))
    .digest('hex')
    .slice(0, digits);
  const start = (name || 'cluster')
    .slice(0, MAX_NAME_LENGTH - digits - 1)
    .replace(/-$/, '');
  return `${start}-${hash}`;
}
