/**
 * What the portal calls a cluster: at most 63 characters of `a-z`, `0-9` and `-`, with a letter or a digit at both ends, so that it is a
 * name of the catalog as well.
 *
 * @public
 */
export const CLUSTER_NAME: RegExp = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
