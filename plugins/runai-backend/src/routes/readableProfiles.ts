import type { ClusterScope } from '../database/clusterCriteria';
import type { RouteDependencies } from './types';

/**
 * Ids of the profiles that may be told of to who may read those clusters. The shipped ones are no secret of anybody's who is signed
 * in; those of the site tell of its clusters (registries, namespaces, endpoints) and are for those who may read one.
 */
export async function readableProfiles(
  {
    clusters,
    engine: { profiles },
  }: Pick<RouteDependencies, 'clusters' | 'engine'>,
  scope: ClusterScope,
): Promise<string[]> {
  const { totalItems } = await clusters.list({ scope, limit: 1 });
  return profiles.ids().filter(id => totalItems > 0 || !profiles.isOfSite(id));
}
