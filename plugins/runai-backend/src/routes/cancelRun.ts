import { runaiCheckRunPermission } from '@runai-portal/backstage-plugin-runai-common';
import type { RouteDependencies, RunaiRouter } from './types';

/** `DELETE /clusters/:cluster/runs/:id` */
export function cancelRun(
  router: RunaiRouter,
  { access, runs }: RouteDependencies,
) {
  router.delete('/clusters/:cluster/runs/:id', async (request, response) => {
    const run = await access.perform(
      request,
      {
        cluster: request.params.cluster,
        action: 'run.cancel',
        permissions: [runaiCheckRunPermission],
      },
      ({ cluster }) => runs.cancel(cluster.declared.name, request.params.id),
    );
    response.status(202).json(run);
  });
}
