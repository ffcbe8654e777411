import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type {
  ClusterSummary,
  RunaiApi,
} from '@runai-portal/backstage-plugin-runai-common';
import { runaiApiRef } from '../api';
import {
  isRunaiClusterEntity,
  namedCluster,
  possibleCluster,
  resourcesOf,
} from '../logic/clusterEntity';
import { filterBatches } from '../logic/filterBatches';
import { compareDependencies } from '../logic/worstDependency';
import { POLL_MS } from './useQueries';
import { useRead } from './useRead';

/** A cluster where the reader may see one, and the entities that stand for it; an entity without a cluster is alone. */
export interface ClusterDependency {
  entities: [Entity, ...Entity[]];
  cluster?: ClusterSummary;
}

/** As many as the API gives at once. */
const LIMIT = 500;

/** By the names in annotations, and by the entities that clusters come from: two requests for some twenty entities. */
async function findClusters(
  api: RunaiApi,
  entities: readonly Entity[],
  signal: AbortSignal,
): Promise<ClusterDependency[]> {
  const ask = async (key: string, values: readonly string[]) => {
    const pages = await Promise.all(
      filterBatches(values).map(batch =>
        api.clusters({ filter: { [key]: batch }, signal, limit: LIMIT }),
      ),
    );
    return pages.flatMap(({ items }) => items);
  };
  const names = entities.flatMap(entity => possibleCluster(entity) ?? []);
  const [named, sourced] = await Promise.all([
    ask('name', [...new Set(names)]),
    ask(
      'entityRef',
      entities.map(entity => stringifyEntityRef(entity)),
    ),
  ]);
  const found = new Map<string, ClusterDependency>();
  for (const entity of entities) {
    const ref = stringifyEntityRef(entity);
    const cluster =
      named.find(({ name }) => name === namedCluster(entity)) ??
      sourced.find(one => one.entityRef?.toLocaleLowerCase('en') === ref);
    const key = cluster?.name ?? ref;
    const same = found.get(key);
    if (same) same.entities.push(entity);
    else found.set(key, { entities: [entity], cluster });
  }
  return [...found.values()].sort((left, right) =>
    compareDependencies(left.cluster, right.cluster),
  );
}

/** The clusters that an entity depends on, the worst first; which of its resources are clusters, the catalog says. */
export function useClusterDependencies(entity: Entity) {
  const api = useApi(runaiApiRef);
  const catalog = useApi(catalogApiRef);
  const entityRefs = resourcesOf(entity);
  const entities = useRead({
    queryKey: ['entities', entityRefs],
    read: async () => {
      const { items } = await catalog.getEntitiesByRefs({
        entityRefs,
        fields: ['kind', 'metadata', 'spec.type'],
      });
      return items.filter(
        (item): item is Entity =>
          item !== undefined && isRunaiClusterEntity(item),
      );
    },
  });
  const found = entities.data ?? [];
  const clusters = useRead({
    queryKey: ['clusters', 'of', found.map(one => stringifyEntityRef(one))],
    enabled: found.length > 0,
    read: signal => findClusters(api, found, signal),
    refetchInterval: POLL_MS,
  });
  return { entities, clusters };
}
