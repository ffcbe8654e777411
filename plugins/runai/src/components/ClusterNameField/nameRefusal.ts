import type { CatalogApi } from '@backstage/plugin-catalog-react';
import {
  CLUSTER_NAME,
  type RunaiApi,
} from '@runai-portal/backstage-plugin-runai-common';

/** Why a name cannot be given to another cluster; a key of the texts. */
export type NameRefusal = 'nameInvalid' | 'nameInFleet' | 'nameInCatalog';

/**
 * Looks whether a cluster may be called that. What cannot be asked refuses nothing: the action of the template looks again.
 *
 * @param apis - what the portal has of them
 */
export async function nameRefusal(
  name: string,
  apis: {
    runai?: Pick<RunaiApi, 'clusters'>;
    catalog?: Pick<CatalogApi, 'getEntitiesByRefs'>;
  },
): Promise<NameRefusal | undefined> {
  if (!CLUSTER_NAME.test(name)) {
    return 'nameInvalid';
  }
  const [clusters, entities] = await Promise.allSettled([
    apis.runai?.clusters({ filter: { name }, limit: 1 }),
    // By several, which does not answer with an error where there is none.
    apis.catalog?.getEntitiesByRefs({
      entityRefs: [`resource:default/${name}`],
    }),
  ]);
  if (clusters.status === 'fulfilled' && clusters.value?.items.length) {
    return 'nameInFleet';
  }
  return entities.status === 'fulfilled' && entities.value?.items.some(Boolean)
    ? 'nameInCatalog'
    : undefined;
}
