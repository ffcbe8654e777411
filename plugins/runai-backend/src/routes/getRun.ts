import { NotFoundError } from '@backstage/errors';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /clusters/:cluster/runs/:id` */
export function getRun(
  router: RunaiRouter,
  { access, runs }: RouteDependencies,
) {
  router.get('/clusters/:cluster/runs/:id', async (request, response) => {
    const { declared } = await access.authorize(
      request,
      request.params.cluster,
    );
    const { id } = request.params;
    const found = await runs.find(declared.name, id);
    if (!found) {
      throw new NotFoundError(`There is no run '${id}' of '${declared.name}'`);
    }
    const { after = 0 } = request.query;
    response.json({
      ...found,
      events: found.events.filter(({ seq }) => seq > after),
    });
  });
}
