import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';

/** Words alone: letters of ASCII, digits, blanks and dashes. */
const WORDS = /^[a-z0-9 -]+$/i;

/**
 * What a cluster is called where it comes from, as it stands there; undefined where that tells no more than our name, as
 * `Rancher ML` beside `rancher-ml`. A path, an ARN or a letter that our names cannot have does tell more.
 */
export function ownTitle({
  name,
  title,
}: Pick<ClusterSummary, 'name' | 'title'>): string | undefined {
  const same =
    WORDS.test(title) &&
    title.toLocaleLowerCase('en').replace(/[^a-z0-9]+/g, '-') === name;
  return same ? undefined : title;
}
