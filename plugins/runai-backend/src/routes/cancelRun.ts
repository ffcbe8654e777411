import type { RouteDependencies, RunaiRouter } from './types';

/** `DELETE /clusters/:cluster/runs/:id` */
export function cancelRun(
  router: RunaiRouter,
  { access, runs }: RouteDependencies,
) {
  router.delete('/clusters/:cluster/runs/:id', async (request, response) => {
    const { declared } = await access.runChecks(
      request,
      request.params.cluster,
    );
    response
      .status(202)
      .json(await runs.cancel(declared.name, request.params.id));
  });
}
