import type {
  ClusterSummary,
  RunaiClusterDocument,
} from '@runai-portal/backstage-plugin-runai-common';

/**
 * What the search knows of a cluster.
 *
 * @param location - the path of its page, with `:name` for its name
 */
export function clusterDocument(
  cluster: ClusterSummary,
  location: string,
): RunaiClusterDocument {
  const { name, sourceName, title, owner = '', environment } = cluster;
  const { mode = '', labels, platform: seen } = cluster;
  const platform = [seen?.distribution, seen?.kubernetesVersion]
    .filter(Boolean)
    .join(' ');
  const text = [
    ...new Set([name, sourceName]),
    environment,
    mode,
    platform,
    owner.slice(owner.lastIndexOf('/') + 1),
    ...Object.entries(labels).map(([key, value]) => `${key}=${value}`),
  ];
  return {
    title,
    text: text.filter(Boolean).join(', '),
    location: location.replace(':name', encodeURIComponent(name)),
    authorization: { resourceRef: name },
    name,
    owner,
    environment,
    mode,
    platform,
  };
}
