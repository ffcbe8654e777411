import type { RouteDependencies, RunaiRouter } from './types';

/** `POST /clusters/:cluster/runs` */
export function createRun(
  router: RunaiRouter,
  { access, runs }: RouteDependencies,
) {
  router.post('/clusters/:cluster/runs', async (request, response) => {
    const { declared } = await access.runChecks(
      request,
      request.params.cluster,
    );
    const { run, joined } = await runs.start({
      cluster: declared.name,
      scope: request.body ?? {},
      trigger: 'user',
      startedBy: await access.callerName(request),
    });
    response.status(joined ? 200 : 202).json(run);
  });
}
