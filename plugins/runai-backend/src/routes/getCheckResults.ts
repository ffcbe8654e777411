import { NotFoundError } from '@backstage/errors';
import {
  DEFAULT_LIMIT,
  type RouteDependencies,
  type RunaiRouter,
} from './types';

/** `GET /clusters/:cluster/results/:checkId` */
export function getCheckResults(
  router: RunaiRouter,
  { access, engine, results }: RouteDependencies,
) {
  router.get(
    '/clusters/:cluster/results/:checkId',
    async (request, response) => {
      const { declared } = await access.authorize(
        request,
        request.params.cluster,
      );
      const { checkId } = request.params;
      if (!engine.checks.some(({ id }) => id === checkId)) {
        throw new NotFoundError(`There is no check '${checkId}'`);
      }
      const { limit = DEFAULT_LIMIT, cursor, status } = request.query;
      response.json(
        await results.page({
          cluster: declared.name,
          checkId,
          statuses: status,
          limit,
          cursor,
        }),
      );
    },
  );
}
