/** Of a name: that of a DNS label. */
export const MAX_NAME_LENGTH = 63;

/**
 * The portal's name of a cluster, made from what its source calls it: lower case; every run of characters other than `a-z` and
 * `0-9` becomes one `-`; none at the ends; 63 characters at most. Settings find a cluster by either name.
 *
 * @returns an empty text where nothing of the source's name is left
 */
export function clusterName(sourceName: string): string {
  return sourceName
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_NAME_LENGTH)
    .replace(/-$/, '');
}
