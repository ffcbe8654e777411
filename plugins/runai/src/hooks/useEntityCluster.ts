import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ClusterSummary,
  RunaiApi,
} from '@runai-portal/backstage-plugin-runai-common';
import { runaiApiRef } from '../api';
import { namedCluster, possibleCluster } from '../logic/clusterEntity';
import { queryClientOf } from './queryClient';
import { POLL_MS } from './useQueries';
import { useRead } from './useRead';

/** The cluster that the entity's annotation names, else the one that comes from the entity. */
async function findCluster(
  api: RunaiApi,
  entity: Entity,
  signal: AbortSignal,
): Promise<ClusterSummary | undefined> {
  const name = possibleCluster(entity);
  const first = async (filter: Record<string, string>) =>
    (await api.clusters({ filter, signal, limit: 1 })).items.at(0);
  return (
    (name && (await first({ name }))) ||
    first({ entityRef: stringifyEntityRef(entity) })
  );
}

/**
 * The cluster that an entity stands for; there may be none, or one that the reader may not see, which is the same to them.
 *
 * @remarks Works outside of the plugin's own pages, too: links of other cards ask by it.
 */
export function useEntityCluster(entity: Entity) {
  const api = useApi(runaiApiRef);
  return useRead(
    {
      queryKey: [
        'clusters',
        'of',
        stringifyEntityRef(entity),
        namedCluster(entity),
      ],
      read: async signal => ({
        cluster: await findCluster(api, entity, signal),
      }),
      refetchInterval: POLL_MS,
    },
    queryClientOf(api),
  );
}
