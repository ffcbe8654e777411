import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { runaiServiceRef } from '@runai-portal/backstage-plugin-runai-node';
import { configuredSources } from './config/configuredSources';
import { readModuleConfig } from './config/readModuleConfig';
import { ClusterEntityProcessor } from './processor/ClusterEntityProcessor';
import {
  RunaiEntityProvider,
  type FirstAnswer,
} from './providers/RunaiEntityProvider';

/**
 * The module, as tests have it, too.
 *
 * @param options.firstAnswer - how the runai plugin is waited for when the portal starts
 */
export function createCatalogModuleRunai(options: {
  firstAnswer: FirstAnswer;
}) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'runai',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          processing: catalogProcessingExtensionPoint,
          logger: coreServices.logger,
          rootConfig: coreServices.rootConfig,
          runai: runaiServiceRef,
          scheduler: coreServices.scheduler,
        },
        async init({ processing, rootConfig, ...services }) {
          const { schedule, authProviders, ...entities } =
            readModuleConfig(rootConfig);
          const baseUrl = rootConfig
            .getString('app.baseUrl')
            .replace(/\/+$/, '');
          processing.addEntityProvider(
            ...configuredSources(rootConfig).map(sources =>
              RunaiEntityProvider.create({
                ...services,
                ...options,
                sources,
                entities: { ...entities, pagesUrl: `${baseUrl}/runai` },
                schedule,
              }),
            ),
          );
          processing.addProcessor(
            ClusterEntityProcessor.fromConfig(rootConfig, { authProviders }),
          );
        },
      });
    },
  });
}

/**
 * The clusters of `runai.sources` as entities of the catalog, and what is wrong with cluster entities that people write.
 *
 * @public
 */
export const catalogModuleRunai = createCatalogModuleRunai({
  firstAnswer: { attempts: 10, everyMs: 2_000 },
});
