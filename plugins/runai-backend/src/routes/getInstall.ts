import type { InstallView } from '@runai-portal/backstage-plugin-runai-common';
import type { StoredCluster } from '../database/clusterRow';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /clusters/:cluster/install` */
export function getInstall(
  router: RunaiRouter,
  { access, clusters }: RouteDependencies,
) {
  router.get('/clusters/:cluster/install', async (request, response) => {
    const cluster = await access.authorize(request, request.params.cluster);
    response.json(
      (await clusters.installView(cluster.declared.name)) ?? unseen(cluster),
    );
  });
}

/** Before the cluster was seen once: unknown, with the reason of the connection. */
function unseen({ observed }: StoredCluster): InstallView {
  const component = {
    state: 'unknown' as const,
    reason: observed.connection.reason ?? 'NotSeen',
    message: observed.connection.message ?? 'The cluster was not seen yet',
    evidence: [],
  };
  return {
    state: 'unknown',
    cluster: component,
    backend: component,
    services: [],
    conditions: [],
    residue: [],
  };
}
