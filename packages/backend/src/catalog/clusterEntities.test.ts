import { X509Certificate } from 'node:crypto';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import catalogModuleRunai from '@runai-portal/backstage-plugin-catalog-backend-module-runai';
import runaiPlugin from '@runai-portal/backstage-plugin-runai-backend';
import {
  runaiClusterSourcesExtensionPoint,
  type SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import { closingDatabases } from '../__testUtils__/closingDatabases';
import {
  sourced,
  startClusters,
  type FleetCluster,
} from '../__testUtils__/fleetClusters';

jest.setTimeout(120_000);

const databases = closingDatabases();
let clusters: FleetCluster[];
let listed: SourcedCluster[];
let backend: TestBackend;
let tellOfChange = () => {};

beforeAll(async () => {
  clusters = await startClusters(['aurora', 'borealis']);
  listed = clusters.map(sourced);
  backend = await startTestBackend({
    features: [
      databases.feature,
      catalogPlugin,
      catalogModuleRunai,
      runaiPlugin,
      schedulerServiceFactory,
      createBackendModule({
        pluginId: 'runai',
        moduleId: 'clusters-of-the-test',
        register(env) {
          env.registerInit({
            deps: { sources: runaiClusterSourcesExtensionPoint },
            async init({ sources }) {
              sources.addSource('inventory', () => ({
                type: 'inventory',
                list: async () => listed,
                watch: changed => {
                  tellOfChange = changed;
                  return () => {};
                },
              }));
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example' },
          catalog: {
            providers: {
              runai: {
                schedule: {
                  frequency: { seconds: 1 },
                  timeout: { seconds: 30 },
                },
                kubernetesAuthProvider: 'google',
              },
            },
          },
          runai: {
            sources: [{ type: 'inventory' }, { type: 'catalog' }],
            schedule: { health: { seconds: 5 } },
          },
        },
      }),
    ],
  });
});
afterAll(async () => {
  await backend?.stop();
  await databases.close();
  await Promise.all((clusters ?? []).map(({ running }) => running.close()));
});

async function ask(path: string, method = 'GET') {
  const answer = await fetch(
    `http://127.0.0.1:${backend.server.port()}/api${path}`,
    { method, headers: { Authorization: mockCredentials.user.header() } },
  );
  return answer.json();
}

async function until<T>(path: string, holds: (body: T) => boolean): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const body = await ask(path);
    if (holds(body)) {
      return body;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `${path} did not come to it: ${JSON.stringify(body).slice(0, 2000)}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

const ENTITIES =
  '/catalog/entities?filter=kind=resource&order=asc:metadata.name';
const factOf = ({ metadata }: Entity) =>
  metadata.annotations?.['runai-portal/kubernetes-version'];

it('makes entities of the clusters, which are no clusters again', async () => {
  const entities = await until<Entity[]>(
    ENTITIES,
    all => all.length === 2 && all.every(factOf),
  );
  const [{ running, owner }] = clusters;
  const { server, caData = '' } = running.connection();
  expect(entities[0]).toMatchObject({
    metadata: {
      name: 'aurora',
      title: 'The cluster aurora',
      labels: { team: clusters[0].team },
      annotations: {
        'runai-portal/cluster': 'aurora',
        'runai-portal/gpu-products': expect.stringContaining('V100'),
        'kubernetes.io/api-server': server,
        'kubernetes.io/api-server-certificate-authority': Buffer.from(
          new X509Certificate(caData).toString(),
        ).toString('base64'),
        'kubernetes.io/auth-provider': 'google',
      },
    },
    spec: { owner: `group:default/${owner}` },
  });
  expect(JSON.stringify(entities)).not.toContain(running.token());
  const { items, totalItems } = await ask('/runai/clusters');
  expect(totalItems).toBe(2);
  expect(items.map(({ source }: ClusterSummary) => source)).toEqual([
    'inventory',
    'inventory',
  ]);
});

it('keeps the entity of a cluster that cannot be reached, and what was seen last', async () => {
  const before = await until<Entity[]>(ENTITIES, all => all.every(factOf));
  await clusters[0].running.close();
  // Whoever runs the checks has the cluster looked at now.
  await ask('/runai/clusters/aurora/runs', 'POST');
  await until<ClusterSummary>(
    '/runai/clusters/aurora',
    ({ connection }) => connection.state === 'unreachable',
  );
  // When the catalog has been told of another one, it has been told of these again.
  const [more] = await startClusters(['cygnus']);
  clusters.push(more);
  listed = [...listed, sourced(more)];
  tellOfChange();
  const after = await until<Entity[]>(ENTITIES, all => all.length === 3);
  expect(after.slice(0, 2)).toEqual(before);
});
