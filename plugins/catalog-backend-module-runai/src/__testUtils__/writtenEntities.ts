import { createBackendModule } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { AUTHORITY } from './sourceCluster';

/** A cluster as somebody writes it, with nothing wrong; what is undefined is left out, and values may be whatever YAML has. */
export function writtenEntity(
  name: string,
  annotations: Record<string, unknown> = {},
  more: { top?: object; metadata?: object; spec?: object } = {},
): Entity {
  const location = 'url:https://git.example/clusters.yaml';
  return JSON.parse(
    JSON.stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      ...more.top,
      metadata: {
        name,
        ...more.metadata,
        annotations: {
          'kubernetes.io/api-server': 'https://203.0.114.7:6443',
          'kubernetes.io/api-server-certificate-authority':
            Buffer.from(AUTHORITY).toString('base64'),
          'kubernetes.io/auth-provider': 'google',
          'backstage.io/managed-by-location': location,
          'backstage.io/managed-by-origin-location': location,
          ...annotations,
        },
      },
      spec: { type: 'kubernetes-cluster', owner: 'ml-platform', ...more.spec },
    }),
  );
}

/** Brings entities as a location would that somebody has registered. */
export function writtenEntities(entities: readonly Entity[]) {
  let connection: EntityProviderConnection | undefined;
  const replace = async (now: readonly Entity[]) => {
    await connection?.applyMutation({
      type: 'full',
      entities: now.map(entity => ({ entity, locationKey: 'url:somebody' })),
    });
  };
  return {
    replace,
    feature: createBackendModule({
      pluginId: 'catalog',
      moduleId: 'written-entities',
      register(env) {
        env.registerInit({
          deps: { processing: catalogProcessingExtensionPoint },
          async init({ processing }) {
            processing.addEntityProvider({
              getProviderName: () => 'somebody',
              connect: async connected => {
                connection = connected;
                await replace(entities);
              },
            });
          },
        });
      },
    }),
  };
}
