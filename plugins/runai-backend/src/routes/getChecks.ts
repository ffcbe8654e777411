import { NotFoundError } from '@backstage/errors';
import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { readableProfiles } from './readableProfiles';
import type { RouteDependencies, RunaiRouter } from './types';

/** Of one check; beyond that the fleet's own list tells more. */
const MOST_CLUSTERS = 100;

/** `GET /checks` and `GET /checks/:checkId` */
export function getChecks(
  router: RunaiRouter,
  dependencies: RouteDependencies,
) {
  const { access, engine, results } = dependencies;
  const catalogue = async (
    scope: Awaited<ReturnType<typeof access.readable>>,
  ): Promise<CheckInfo[]> => {
    const [failing, known] = await Promise.all([
      results.failing(scope),
      readableProfiles(dependencies, scope),
    ]);
    return engine
      .describeChecks({ known })
      .map(check => ({ ...check, failing: failing.get(check.id) }));
  };

  router.get('/checks', async (request, response) => {
    response.json({ items: await catalogue(await access.readable(request)) });
  });

  router.get('/checks/:checkId', async (request, response) => {
    const { checkId } = request.params;
    const scope = await access.readable(request);
    const check = (await catalogue(scope)).find(({ id }) => id === checkId);
    if (!check) {
      throw new NotFoundError(`There is no check '${checkId}'`);
    }
    response.json({
      ...check,
      ...(await results.acrossClusters(checkId, scope, MOST_CLUSTERS)),
    });
  });
}
