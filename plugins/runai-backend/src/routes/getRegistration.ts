import { runaiClusterRegisterPermission } from '@runai-portal/backstage-plugin-runai-common';
import { passiveManifest } from '@runai-portal/checks';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /registration` */
export function getRegistration(
  router: RunaiRouter,
  { portal, servers, engine }: RouteDependencies,
) {
  router.get('/registration', async (request, response) => {
    await portal.authorize(request, runaiClusterRegisterPermission);
    response.json({
      takes: servers.takes,
      message: servers.message,
      simulated: [...servers.simulated()],
      manifest: passiveManifest({
        checks: engine.checks,
        facts: engine.facts,
      }),
    });
  });
}
