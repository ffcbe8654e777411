import { shippedProfiles } from './shipped';

/** What all versions have in common: for one that has no profile of its own. */
export const ANY_VERSION = 'runai-any';

/** The seeds were written when this version was current, and name none. */
const OF_THE_SEEDS: Readonly<Record<string, string>> = {
  '2.0': 'runai-2021.04',
};

/**
 * The shipped profile for an installed version of Run:ai.
 *
 * @param version - as the cluster tells it: `2.20.12`, `v2.25.3-rc.1`
 * @returns undefined for what is no version
 */
export function profileFor(version: string): string | undefined {
  const line = /^v?(\d{1,4}\.\d{1,4})(?!\d)/.exec(version)?.[1];
  if (line === undefined) {
    return undefined;
  }
  const own = `runai-${line}`;
  return shippedProfiles().has(own) ? own : OF_THE_SEEDS[line] ?? ANY_VERSION;
}
