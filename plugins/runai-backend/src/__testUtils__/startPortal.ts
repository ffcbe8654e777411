import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { ClusterSettingsInput } from '@runai-portal/checks';
import { connectionFromSettings } from '@runai-portal/kube';
import {
  runaiClusterSourcesExtensionPoint,
  type SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import type { RunningCluster } from '@runai-portal/simulator';
import knexFactory, { type Knex } from 'knex';
import request from 'supertest';
import { databaseTime } from '../database/databaseTime';
import { createRunaiPlugin } from '../plugin';
import type { FeedIntervals } from '../sources/SourceFeed';

/** A simulated cluster as the portal of a test is told of it. */
export interface TestCluster {
  running: Pick<RunningCluster, 'name'> & {
    connection(): Parameters<typeof connectionFromSettings>[0];
  };
  name?: string;
  settings?: Partial<ClusterSettingsInput>;
  attestations?: SourcedCluster['attestations'];
}

/** A portal with the real plugin, a database of its own in memory, and every response checked against the OpenAPI document. */
export interface TestPortal {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** Answers of the API; the body is what the API said. */
  get(path: string, as?: string): Promise<request.Response>;
  post(path: string, body?: object, as?: string): Promise<request.Response>;
  delete(path: string, as?: string): Promise<request.Response>;
  /** Lets every cluster be due for a poll now, as the clock would. */
  poll(): Promise<void>;
  /** Asks again until what is asked for holds; fails with the last answer after 20 s. */
  until<T>(path: string, holds: (body: T) => boolean): Promise<T>;
  close(): Promise<void>;
}

/**
 * Starts the portal of a test.
 *
 * @param options.config - what stands beside `runai:`, for other plugins
 * @param options.knex - of a database that other portals have, too; connections are the caller's to close
 */
export async function startPortal(options: {
  clusters?: readonly TestCluster[];
  runai?: JsonObject;
  config?: JsonObject;
  sourceIntervals?: Partial<FeedIntervals>;
  features?: BackendFeature[];
  knex?: Knex;
}): Promise<TestPortal> {
  const { clusters = [], runai = {}, features = [], knex } = options;
  const database = knex ?? inMemory();
  const others: Knex[] = [];
  const backend = await startTestBackend({
    features: [
      createRunaiPlugin({
        validateResponses: true,
        sourceIntervals: options.sourceIntervals,
      }),
      simulatedSource(clusters),
      mockServices.rootConfig.factory({
        data: {
          ...options.config,
          runai: {
            sources: [{ type: 'simulated' }],
            schedule: { health: { seconds: 5 } },
            ...runai,
          },
        },
      }),
      databaseOf(database, others),
      ...features,
    ],
  });
  const send = (pending: request.Test, as = 'user:default/vera') =>
    pending.set('Authorization', mockCredentials.user.header(as));
  const get = async (path: string, as?: string) =>
    send(request(backend.server).get(`/api/runai${path}`), as);
  return {
    origin: `http://127.0.0.1:${backend.server.port()}`,
    get,
    post: async (path, body, as) =>
      send(request(backend.server).post(`/api/runai${path}`), as).send(body),
    delete: async (path, as) =>
      send(request(backend.server).delete(`/api/runai${path}`), as),
    poll: async () => {
      await database('clusters')
        .whereNull('poll_claim')
        .update({ next_poll_at: databaseTime(database) });
    },
    until: async (path, holds) => {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const { status, body } = await get(path);
        if (status === 200 && holds(body)) {
          return body;
        }
        if (Date.now() > deadline) {
          throw new Error(
            `GET ${path} did not come to it: ${status} ${JSON.stringify(
              body,
            ).slice(0, 2000)}`,
          );
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    },
    close: async () => {
      await backend.stop();
      await Promise.all(others.map(other => other.destroy()));
      if (!knex) {
        await database.destroy();
      }
    },
  };
}

function inMemory(): Knex {
  return knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}

/** @param others - gets the databases of the portal's other plugins */
function databaseOf(knex: Knex, others: Knex[]): BackendFeature {
  return createServiceFactory({
    service: coreServices.database,
    deps: { plugin: coreServices.pluginMetadata },
    factory: ({ plugin }) => {
      if (plugin.getId() === 'runai') {
        return mockServices.database({ knex });
      }
      const own = inMemory();
      others.push(own);
      return mockServices.database({ knex: own });
    },
  });
}

/** Brings simulated clusters as a module of a portal would bring its own. */
function simulatedSource(clusters: readonly TestCluster[]) {
  return createBackendModule({
    pluginId: 'runai',
    moduleId: 'simulated',
    register(env) {
      env.registerInit({
        deps: { sources: runaiClusterSourcesExtensionPoint },
        async init({ sources }) {
          sources.addSource('simulated', () => ({
            type: 'simulated',
            list: async () =>
              clusters.map(({ running, name, settings, attestations }) => ({
                sourceName: name ?? running.name,
                connection: connectionFromSettings(running.connection()),
                settings,
                attestations,
              })),
          }));
        },
      });
    },
  });
}
