import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type {
  ClusterSummary,
  RunaiApi,
} from '@runai-portal/backstage-plugin-runai-common';
import { useQuery } from '@tanstack/react-query';
import { runaiApiRef } from '../api';
import {
  isRunaiClusterEntity,
  namedCluster,
  resourcesOf,
} from '../logic/clusterEntity';
import { POLL_MS } from './useQueries';

/** An entity that stands for a cluster, and the cluster where the reader may see one. */
export interface ClusterDependency {
  entity: Entity;
  cluster?: ClusterSummary;
}

/** As many as the API gives at once. */
const LIMIT = 500;

/** Two requests however many entities: by the names in annotations, and by the entities that clusters come from. */
async function findClusters(
  api: RunaiApi,
  entities: readonly Entity[],
  signal: AbortSignal,
): Promise<ClusterDependency[]> {
  const names = entities.flatMap(entity => namedCluster(entity) ?? []);
  const [named, sourced] = await Promise.all([
    names.length > 0
      ? api.clusters({ filter: { name: names }, signal, limit: LIMIT })
      : undefined,
    api.clusters({
      filter: { entityRef: entities.map(entity => stringifyEntityRef(entity)) },
      signal,
      limit: LIMIT,
    }),
  ]);
  return entities.map(entity => ({
    entity,
    cluster:
      named?.items.find(({ name }) => name === namedCluster(entity)) ??
      sourced.items.find(
        ({ entityRef }) =>
          entityRef?.toLocaleLowerCase('en') === stringifyEntityRef(entity),
      ),
  }));
}

/** The clusters that an entity depends on; which of its resources are clusters, the catalog says. */
export function useClusterDependencies(entity: Entity) {
  const api = useApi(runaiApiRef);
  const catalog = useApi(catalogApiRef);
  const entityRefs = resourcesOf(entity);
  const entities = useQuery({
    queryKey: ['entities', entityRefs],
    queryFn: async () => {
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
  const clusters = useQuery({
    queryKey: ['clusters', 'of', found.map(one => stringifyEntityRef(one))],
    enabled: found.length > 0,
    queryFn: ({ signal }) => findClusters(api, found, signal),
    refetchInterval: POLL_MS,
  });
  return { entities, clusters };
}
