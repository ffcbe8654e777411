import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';

/** The keys of the fleet's filters, as they stand in the URL. */
export const FLEET_FILTER_KEYS = [
  'connection',
  'health',
  'readiness',
  'environment',
  'mode',
  'platform',
  'install',
  'label',
] as const;
export type FleetFilterKey = (typeof FLEET_FILTER_KEYS)[number];

/** Values of one key are ored, keys are anded; an empty list lets everything through. */
export type FleetFilter = Record<FleetFilterKey, readonly string[]>;

/** The filter that a source of lists holds, e.g. the query of the URL. */
export function readFleetFilter(
  valuesOf: (key: FleetFilterKey) => readonly string[],
): FleetFilter {
  return {
    connection: valuesOf('connection'),
    health: valuesOf('health'),
    readiness: valuesOf('readiness'),
    environment: valuesOf('environment'),
    mode: valuesOf('mode'),
    platform: valuesOf('platform'),
    install: valuesOf('install'),
    label: valuesOf('label'),
  };
}

/** What a cluster has under a key. */
export function facetValues(
  cluster: ClusterSummary,
  key: FleetFilterKey,
): string[] {
  switch (key) {
    case 'connection':
    case 'health':
    case 'readiness':
    case 'install':
      return [cluster[key].state];
    case 'environment':
      return [cluster.environment];
    case 'mode':
      return cluster.mode ? [cluster.mode] : [];
    case 'platform':
      return cluster.platform ? [cluster.platform.distribution] : [];
    default:
      return Object.entries(cluster.labels).map(
        ([name, value]) => `${name}=${value}`,
      );
  }
}

/** The choices of a filter: every value that occurs, in alphabetical order, with how many clusters have it. */
export function facetChoices(
  clusters: readonly ClusterSummary[],
  key: FleetFilterKey,
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const cluster of clusters) {
    for (const value of facetValues(cluster, key))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((left, right) => left.value.localeCompare(right.value));
}

/** Whether every word of the search stands in the name, title, owner or a label. */
export function matchesSearch(
  cluster: ClusterSummary,
  search: string,
): boolean {
  const text = [
    cluster.name,
    cluster.sourceName,
    cluster.title,
    cluster.owner ?? '',
    ...facetValues(cluster, 'label'),
  ]
    .join('\n')
    .toLocaleLowerCase('en');
  return search
    .toLocaleLowerCase('en')
    .split(/\s+/)
    .every(word => text.includes(word));
}

/** The clusters that search and filters let through. */
export function filterFleet(
  clusters: readonly ClusterSummary[],
  search: string,
  filter: FleetFilter,
): ClusterSummary[] {
  return clusters.filter(
    cluster =>
      matchesSearch(cluster, search) &&
      FLEET_FILTER_KEYS.every(
        key =>
          filter[key].length === 0 ||
          facetValues(cluster, key).some(value => filter[key].includes(value)),
      ),
  );
}
