import { sourceClusters } from '../database/sourceClusters';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /sources` */
export function getSources(
  router: RunaiRouter,
  { portal, declaredSources, knex }: RouteDependencies,
) {
  router.get('/sources', async (request, response) => {
    await portal.service(request);
    // Before the clusters are read: what a source says later is written down later.
    const sources = declaredSources.list();
    const clusters = await sourceClusters(knex);
    response.json({
      items: sources.map(source => ({
        ...source,
        clusters: clusters
          .filter(
            one =>
              one.source === source.type && one.sourceLabel === source.label,
          )
          .map(({ cluster }) => cluster),
      })),
    });
  });
}
