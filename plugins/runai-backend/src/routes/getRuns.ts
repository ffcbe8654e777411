import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /clusters/:cluster/runs` */
export function getRuns(
  router: RunaiRouter,
  { access, runStore }: RouteDependencies,
) {
  router.get('/clusters/:cluster/runs', async (request, response) => {
    const { declared } = await access.authorize(
      request,
      request.params.cluster,
    );
    const items = await runStore.list(declared.name);
    response.json({ items: items.map(run => ({ ...run, events: [] })) });
  });
}
