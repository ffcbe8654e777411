import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/**
 * Databases in memory for the plugins of a test's portal, which can be closed: a backend that ends leaves SQLite open, and a test's
 * process does not end while it is.
 */
export function closingDatabases(): {
  feature: BackendFeature;
  close(): Promise<void>;
} {
  const opened: DatabaseService[] = [];
  const config = mockServices.rootConfig({
    data: {
      backend: {
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
    },
  });
  return {
    feature: createServiceFactory({
      service: coreServices.database,
      deps: {
        plugin: coreServices.pluginMetadata,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      createRootContext: () => DatabaseManager.fromConfig(config),
      factory: ({ plugin, ...deps }, manager) => {
        const database = manager.forPlugin(plugin.getId(), deps);
        opened.push(database);
        return database;
      },
    }),
    close: async () => {
      for (const database of opened) {
        await (await database.getClient()).destroy();
      }
    },
  };
}
