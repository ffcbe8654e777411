import { parseFilters } from '../database/filters';
import {
  DEFAULT_LIMIT,
  type RouteDependencies,
  type RunaiRouter,
} from './types';

/** `GET /clusters/:cluster/nodes` */
export function getNodes(
  router: RunaiRouter,
  { access, clusters, nodes, results, ages }: RouteDependencies,
) {
  router.get('/clusters/:cluster/nodes', async (request, response) => {
    const { declared } = await access.authorize(
      request,
      request.params.cluster,
    );
    const { limit = DEFAULT_LIMIT, cursor, filter, order } = request.query;
    const { items, ...page } = await nodes.list({
      cluster: declared.name,
      filters: parseFilters(filter),
      order,
      limit,
      cursor,
    });
    const [byNode, counts, observedAt = ages().now.toISOString()] =
      await Promise.all([
        results.ofNodes(
          declared.name,
          items.map(({ name }) => name),
        ),
        nodes.counts(declared.name),
        clusters.nodesObservedAt(declared.name),
      ]);
    response.json({
      ...page,
      counts,
      items: items.map(node => ({
        ...node,
        results: byNode.get(node.name) ?? [],
        observedAt,
      })),
    });
  });
}
