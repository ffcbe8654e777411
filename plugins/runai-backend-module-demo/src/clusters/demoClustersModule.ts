import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { runaiClusterSourcesExtensionPoint } from '@runai-portal/backstage-plugin-runai-node';
import { DemoClusterSource } from './DemoClusterSource';

/** @public Source `demo`: the simulated clusters, served by this process over HTTPS and ended with it. */
export const demoClustersModule = createBackendModule({
  pluginId: 'runai',
  moduleId: 'demo-clusters',
  register(env) {
    env.registerInit({
      deps: {
        sources: runaiClusterSourcesExtensionPoint,
        lifecycle: coreServices.lifecycle,
      },
      async init({ sources, lifecycle }) {
        sources.addSource('demo', async () => {
          const source = await DemoClusterSource.start();
          lifecycle.addShutdownHook(() => source.close());
          return source;
        });
      },
    });
  },
});
