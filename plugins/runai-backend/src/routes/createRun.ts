import { runaiCheckRunPermission } from '@runai-portal/backstage-plugin-runai-common';
import { NotFoundError } from '@backstage/errors';
import type { RouteDependencies, RunaiRouter } from './types';

/** `POST /clusters/:cluster/runs` */
export function createRun(
  router: RunaiRouter,
  { access, nodes, runs }: RouteDependencies,
) {
  router.post('/clusters/:cluster/runs', async (request, response) => {
    const { declared } = await access.authorize(
      request,
      request.params.cluster,
      [runaiCheckRunPermission],
    );
    const scope = request.body ?? {};
    if (
      scope.subject !== undefined &&
      !(await nodes.has(declared.name, scope.subject))
    ) {
      throw new NotFoundError(
        `There is no node '${scope.subject}' in '${declared.name}'`,
      );
    }
    const { run, joined } = await runs.start({
      cluster: declared.name,
      scope,
      trigger: 'user',
      startedBy: await access.callerName(request),
    });
    response.status(joined ? 200 : 202).json(run);
  });
}
