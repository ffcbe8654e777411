import { runaiAuditReadPermission } from '@runai-portal/backstage-plugin-runai-common';
import { parseFilters } from '../database/filters';
import {
  DEFAULT_LIMIT,
  type RouteDependencies,
  type RunaiRouter,
} from './types';

/** `GET /clusters/:cluster/audit` */
export function getAudit(
  router: RunaiRouter,
  { access, audit }: RouteDependencies,
) {
  router.get('/clusters/:cluster/audit', async (request, response) => {
    const { declared } = await access.authorize(
      request,
      request.params.cluster,
      [runaiAuditReadPermission],
    );
    const { limit = DEFAULT_LIMIT, cursor, filter } = request.query;
    response.json(
      await audit.page({
        cluster: declared.name,
        filters: parseFilters(filter),
        limit,
        cursor,
      }),
    );
  });
}
