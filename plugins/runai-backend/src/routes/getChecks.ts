import { NotFoundError } from '@backstage/errors';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /checks` and `GET /checks/:checkId` */
export function getChecks(
  router: RunaiRouter,
  { access, engine, results }: RouteDependencies,
) {
  router.get('/checks', async (request, response) => {
    const failing = await results.failing(await access.readable(request));
    response.json({
      items: engine
        .describeChecks()
        .map(check => ({ ...check, failing: failing.get(check.id) ?? 0 })),
    });
  });

  router.get('/checks/:checkId', async (request, response) => {
    const failing = await results.failing(await access.readable(request));
    const { checkId } = request.params;
    const check = engine.describeChecks().find(({ id }) => id === checkId);
    if (!check) {
      throw new NotFoundError(`There is no check '${checkId}'`);
    }
    response.json({ ...check, failing: failing.get(checkId) ?? 0 });
  });
}
