import { toSummary } from '../clusters/toSummary';
import type { ClusterAccess } from '../access/ClusterAccess';
import { parseFilters } from '../database/filters';
import {
  DEFAULT_LIMIT,
  type RouteDependencies,
  type RunaiRouter,
} from './types';

/** `GET /clusters` */
export function getClusters(
  router: RunaiRouter,
  {
    access,
    clusters,
    ages,
  }: Pick<RouteDependencies, 'clusters' | 'ages'> & {
    access: Pick<ClusterAccess, 'readable'>;
  },
) {
  router.get('/clusters', async (request, response) => {
    const { limit = DEFAULT_LIMIT, cursor, filter, order } = request.query;
    const { items, ...page } = await clusters.list({
      scope: await access.readable(request),
      filters: parseFilters(filter),
      order,
      limit,
      cursor,
    });
    const now = ages();
    response.json({
      ...page,
      items: items.map(cluster => toSummary(cluster, now)),
    });
  });
}
