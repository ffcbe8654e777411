import { createBackendModule } from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { scaffolderCatalogModelLayer } from '@backstage/plugin-scaffolder-common/alpha';

/** Lets the catalog know the scaffolder's kind `Template`: the scaffolder's own backend does not tell it. */
export const templateKindModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'template-kind',
  register(env) {
    env.registerInit({
      deps: { model: catalogModelExtensionPoint },
      async init({ model }) {
        model.addModelSource(
          CatalogModelSources.static([scaffolderCatalogModelLayer]),
        );
      },
    });
  },
});
