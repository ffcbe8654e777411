import { runaiCheckRunPermission } from '@runai-portal/backstage-plugin-runai-common';
import { NotFoundError } from '@backstage/errors';
import type { RouteDependencies, RunaiRouter } from './types';

/** `POST /clusters/:cluster/runs` */
export function createRun(
  router: RunaiRouter,
  { access, nodes, runs }: RouteDependencies,
) {
  router.post('/clusters/:cluster/runs', async (request, response) => {
    const { run, joined } = await access.perform(
      request,
      {
        cluster: request.params.cluster,
        action: 'run.start',
        permissions: [runaiCheckRunPermission],
      },
      async ({ cluster: { declared }, actor }) => {
        const scope = request.body ?? {};
        if (
          scope.subject !== undefined &&
          // See refuseNul.
          (scope.subject.includes('\0') ||
            !(await nodes.has(declared.name, scope.subject)))
        ) {
          throw new NotFoundError(
            `There is no node '${scope.subject}' in '${declared.name}'`,
          );
        }
        return runs.start({
          cluster: declared.name,
          scope,
          trigger: 'user',
          startedBy: actor,
        });
      },
    );
    response.status(joined ? 200 : 202).json(run);
  });
}
