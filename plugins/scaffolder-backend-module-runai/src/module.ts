import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { runaiServiceRef } from '@runai-portal/backstage-plugin-runai-node';
import { createClusterEntityAction } from './actions/clusterEntity';

/** @public Gives the scaffolder `runai:cluster:entity`. */
export const scaffolderModuleRunai = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'runai',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        catalog: catalogServiceRef,
        runai: runaiServiceRef,
      },
      async init({ actions, catalog, runai }) {
        actions.addActions(createClusterEntityAction({ catalog, runai }));
      },
    });
  },
});
