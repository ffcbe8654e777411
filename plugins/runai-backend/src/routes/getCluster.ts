import { toSummary } from '../clusters/toSummary';
import { declaredSettings } from '../clusters/declaredSettings';
import { describeProxy } from '../proxy/describeProxy';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /clusters/:cluster` */
export function getCluster(
  router: RunaiRouter,
  { access, clusters, registry, decides, ages }: RouteDependencies,
) {
  router.get('/clusters/:cluster', async (request, response) => {
    const cluster = await access.authorize(request, request.params.cluster);
    const { name } = cluster.declared;
    const registered = registry.find(name);
    const detail = await clusters.detail(name);
    response.json({
      ...toSummary(cluster, ages()),
      settings: detail?.settings ?? declaredSettings(registered?.settings),
      platformLines: detail?.platformLines ?? [],
      gpus: detail?.gpus ?? [],
      services: detail?.services ?? [],
      conditions: detail?.conditions ?? [],
      kubernetesProxy: registered && describeProxy(registered, decides),
    });
  });
}
