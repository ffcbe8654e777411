import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import {
  everyPage,
  RUNAI_CHECK_DOCUMENT,
  RUNAI_CLUSTER_DOCUMENT,
  runaiClusterReadPermission,
  type RunaiApi,
} from '@runai-portal/backstage-plugin-runai-common';
import { runaiServiceRef } from '@runai-portal/backstage-plugin-runai-node';
import { checkDocument } from './documents/checkDocument';
import { clusterDocument } from './documents/clusterDocument';
import { fleetDocument } from './documents/fleetDocument';
import { readOptions } from './readOptions';
import { RunaiCollatorFactory } from './RunaiCollatorFactory';

/** As many clusters as the API gives at once. */
const PAGE_LIMIT = 500;

/**
 * Clusters and checks in the portal's search.
 *
 * @public
 */
export const searchModuleRunai = createBackendModule({
  pluginId: 'search',
  moduleId: 'runai',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        index: searchIndexRegistryExtensionPoint,
        runai: runaiServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, index, runai, scheduler }) {
        const { schedule, fleetLocation, clusterLocation, checkLocation } =
          readOptions(config);
        const ask = async <T>(question: (api: RunaiApi) => Promise<T>) =>
          question(runai.as(await auth.getOwnServiceCredentials()));
        index.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: RunaiCollatorFactory.create({
            type: RUNAI_CLUSTER_DOCUMENT,
            visibilityPermission: runaiClusterReadPermission,
            async read() {
              const clusters = await everyPage(cursor =>
                ask(api => api.clusters({ limit: PAGE_LIMIT, cursor })),
              );
              return [
                ...clusters.map(cluster =>
                  clusterDocument(cluster, clusterLocation),
                ),
                // The last: the portal's own search takes the fields of a type from the first.
                fleetDocument(fleetLocation),
              ];
            },
          }),
        });
        index.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: RunaiCollatorFactory.create({
            type: RUNAI_CHECK_DOCUMENT,
            async read() {
              const checks = await ask(api => api.checks());
              return checks.map(check => checkDocument(check, checkLocation));
            },
          }),
        });
      },
    });
  },
});
