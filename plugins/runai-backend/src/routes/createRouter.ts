import { createOpenApiRouter } from '../schema/openapi';
import { cancelRun } from './cancelRun';
import { createConnectionTest } from './createConnectionTest';
import { createRun } from './createRun';
import { evaluateCluster } from './evaluateCluster';
import { getAccess } from './getAccess';
import { getAudit } from './getAudit';
import { getCheckResults } from './getCheckResults';
import { getChecks } from './getChecks';
import { getCluster } from './getCluster';
import { getClusters } from './getClusters';
import { getFleet } from './getFleet';
import { getHistory } from './getHistory';
import { getHistoryDays } from './getHistoryDays';
import { getInstall } from './getInstall';
import { getNodes } from './getNodes';
import { getProfiles } from './getProfiles';
import { getRegistration } from './getRegistration';
import { getResults } from './getResults';
import { getRun } from './getRun';
import { getRuns } from './getRuns';
import { getSources } from './getSources';
import type { RouteDependencies, RunaiRouter } from './types';

/**
 * The HTTP API: every request is checked against the OpenAPI document before it reaches its route.
 *
 * @param options.validateResponses - for tests: an answer that the document does not allow becomes a 500 that names the field
 */
export async function createRouter(
  dependencies: RouteDependencies,
  options: { validateResponses: boolean },
): Promise<RunaiRouter> {
  const router = await createOpenApiRouter({
    validatorOptions: {
      validateRequests: {
        coerceTypes: false,
        allowUnknownQueryParameters: false,
      },
      validateResponses: options.validateResponses,
    },
  });
  for (const route of [
    getFleet,
    getClusters,
    getCluster,
    getNodes,
    getResults,
    getCheckResults,
    evaluateCluster,
    getRuns,
    createRun,
    getRun,
    cancelRun,
    getHistory,
    getHistoryDays,
    getInstall,
    getAccess,
    getAudit,
    getChecks,
    getProfiles,
    getRegistration,
    createConnectionTest,
    getSources,
  ]) {
    route(router, dependencies);
  }
  return router;
}
