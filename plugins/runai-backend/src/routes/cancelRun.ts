import { runaiCheckRunPermission } from '@runai-portal/backstage-plugin-runai-common';
import type { RouteDependencies, RunaiRouter } from './types';

/** `DELETE /clusters/:cluster/runs/:id` */
export function cancelRun(
  router: RunaiRouter,
  { access, runs }: RouteDependencies,
) {
  router.delete('/clusters/:cluster/runs/:id', async (request, response) => {
    const { declared } = await access.authorize(
      request,
      request.params.cluster,
      [runaiCheckRunPermission],
    );
    response
      .status(202)
      .json(await runs.cancel(declared.name, request.params.id));
  });
}
