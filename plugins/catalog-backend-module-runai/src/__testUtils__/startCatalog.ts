import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import type { JsonObject } from '@backstage/types';
import { createCatalogModuleRunai } from '../module';
import { standInForRunai, type Answer } from './standInForRunai';

/** Of a provider for what {@link sourceState} is the state of. */
export const KUBECONFIG = 'kubeconfig:./kubeconfig';

/** An entity with what the catalog says of its processing. */
export type Shown = Entity & {
  status?: { items?: { type: string; level: string; message: string }[] };
};

/** A portal with the real catalog and this module, where the runai plugin says what a test wants. */
export interface TestCatalog {
  url: string;
  /** What the runai plugin answers from now on. */
  say(answer: Answer): void;
  /** Lets a provider ask, as its schedule would. */
  refresh(id?: string): Promise<void>;
  /** The cluster entities, by name, as soon as `holds` does. */
  until(
    holds: (of: Record<string, Shown>) => boolean,
  ): Promise<Record<string, Shown>>;
  /** As a person who is signed in. */
  get(path: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts the portal of a test. */
export async function startCatalog(
  options: {
    config?: JsonObject;
    providers?: JsonObject;
    sources?: JsonObject[];
    features?: BackendFeature[];
  } = {},
): Promise<TestCatalog> {
  const { sources = [{ type: 'kubeconfig', path: './kubeconfig' }] } = options;
  const scheduler = mockServices.scheduler();
  const databases: DatabaseService[] = [];
  let answer: Answer = { sources: [] };
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      createCatalogModuleRunai({ firstAnswer: { attempts: 1, everyMs: 0 } }),
      standInForRunai(() => answer),
      databaseOfCatalog(databases),
      // Nothing runs by itself: a test says when.
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example' },
          ...options.config,
          catalog: { providers: { runai: options.providers ?? {} } },
          runai: { sources },
        },
      }),
      ...(options.features ?? []),
    ],
  });
  const url = `http://127.0.0.1:${backend.server.port()}`;
  const get = async (path: string) => {
    const response = await fetch(`${url}/api${path}`, {
      headers: { Authorization: mockCredentials.user.header() },
    });
    return response.json();
  };
  return {
    url,
    get,
    say: now => {
      answer = now;
    },
    refresh: (id = KUBECONFIG) =>
      scheduler.triggerTask(`RunaiEntityProvider:${id}:refresh`),
    until: async holds => {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const items = await get('/catalog/entities?filter=kind=resource');
        const entities: Record<string, Shown> = Object.fromEntries(
          (Array.isArray(items) ? items : []).map((entity: Shown) => [
            entity.metadata.name,
            entity,
          ]),
        );
        if (holds(entities)) {
          return entities;
        }
        if (Date.now() > deadline) {
          throw new Error(
            `The catalog did not come to it: ${JSON.stringify(entities).slice(
              0,
              2000,
            )}`,
          );
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    },
    close: async () => {
      await backend.stop();
      // A backend that ends leaves SQLite open, and a test's process does not end while it is.
      for (const database of databases) {
        await (await database.getClient()).destroy();
      }
    },
  };
}

/** @param databases - gets the catalog's */
function databaseOfCatalog(databases: DatabaseService[]): BackendFeature {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'database-of-the-test',
    register(env) {
      env.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          databases.push(database);
        },
      });
    },
  });
}
