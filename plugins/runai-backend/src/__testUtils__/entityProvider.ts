import { createBackendModule } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';

/** Puts entities into the catalog of a test's portal, as a provider of a company's own would. */
export function entityProvider(first: readonly Entity[]) {
  let connection: EntityProviderConnection | undefined;
  const replace = async (entities: readonly Entity[]) => {
    await connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity: located(entity),
        locationKey: 'test',
      })),
    });
  };
  return {
    /** These, and no others. */
    replace,
    feature: createBackendModule({
      pluginId: 'catalog',
      moduleId: 'test-entities',
      register(env) {
        env.registerInit({
          deps: { processing: catalogProcessingExtensionPoint },
          async init({ processing }) {
            processing.addEntityProvider({
              getProviderName: () => 'test',
              connect: async connected => {
                connection = connected;
                await replace(first);
              },
            });
          },
        });
      },
    }),
  };
}

function located(entity: Entity): Entity {
  const location = 'url:https://git.example/clusters.yaml';
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
        ...entity.metadata.annotations,
      },
    },
  };
}
