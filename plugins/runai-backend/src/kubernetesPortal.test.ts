import catalogPlugin from '@backstage/plugin-catalog-backend';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import { cluster, type RunningCluster } from '@runai-portal/simulator';
import { clusterEntity } from './__testUtils__/clusterEntity';
import { entityProvider } from './__testUtils__/entityProvider';
import {
  kubernetesClusterSuppliers,
  kubernetesPlugin,
} from './__testUtils__/kubernetesPlugin';
import { startPortal, type TestPortal } from './__testUtils__/startPortal';
import { startStandIn } from './__testUtils__/startStandIn';

jest.setTimeout(120_000);

interface Page {
  items: ClusterSummary[];
  totalItems: number;
}

/** What the Kubernetes plugin wants beside its clusters. */
const locateServices = { serviceLocatorMethod: { type: 'multiTenant' } };

const ended: (() => Promise<void>)[] = [];
const environment = { ...process.env };
afterEach(async () => {
  process.env = { ...environment };
  for (const end of ended.splice(0).reverse()) {
    await end();
  }
});

async function running(name: string): Promise<RunningCluster> {
  const started = await cluster(name).start();
  ended.push(() => started.close());
  return started;
}

/** Its authority as the Kubernetes plugin and annotations hold it. */
function authority({ caData = '' }: RunningCluster): string {
  return Buffer.from(caData).toString('base64');
}

function entityOf(
  started: RunningCluster,
  annotations: Record<string, string | undefined> = {},
) {
  return clusterEntity(started.name, {
    'kubernetes.io/api-server': started.connection().server,
    'kubernetes.io/api-server-certificate-authority': authority(started),
    'kubernetes.io/auth-provider': 'google',
    ...annotations,
  });
}

/** What answers on Google's machines for their own account, with the token that a cluster takes. */
async function googleMetadata(token: string) {
  const metadata = await startStandIn(() => ({
    headers: { 'metadata-flavor': 'Google' },
    body: { access_token: token, expires_in: 3600, token_type: 'Bearer' },
  }));
  ended.push(metadata.close);
  process.env.GCE_METADATA_HOST = metadata.url.replace('http://', '');
  process.env.METADATA_SERVER_DETECTION = 'assume-present';
  process.env.HOME = '/nonexistent';
  delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
}

async function portal(options: Parameters<typeof startPortal>[0]) {
  const started = await startPortal({
    sourceIntervals: { everyMs: 250, againMs: 250 },
    ...options,
  });
  ended.push(() => started.close());
  return started;
}

/** What the Kubernetes plugin shows to people. */
async function listedByPlugin({ origin }: TestPortal): Promise<string[]> {
  const answer = await fetch(`${origin}/api/kubernetes/clusters`, {
    headers: { Authorization: mockCredentials.user.header() },
  });
  const { items } = await answer.json();
  return items.map(({ name }: { name: string }) => name).sort();
}

const stateOf = ({ connection, source, otherSources = [] }: ClusterSummary) =>
  [
    [source, ...otherSources.map(other => other.source)].join('+'),
    connection.state,
    connection.reason,
  ].filter(Boolean);

it('shows every cluster of the Kubernetes plugin and of the catalog, each with its state, and what changes there', async () => {
  const [account, cloud, people, own, listed] = await Promise.all(
    ['account', 'cloud', 'people', 'own', 'listed'].map(running),
  );
  await googleMetadata(cloud.token());
  const entities = [
    entityOf(listed),
    entityOf(own, { 'kubernetes.io/auth-provider': 'serviceAccount' }),
    clusterEntity('private', {
      'kubernetes.io/api-server': 'https://10.0.0.1',
    }),
  ];
  const provider = entityProvider(entities);
  const { server: url } = account.connection();
  const started = await portal({
    features: [kubernetesPlugin(), catalogPlugin, provider.feature],
    config: {
      kubernetes: {
        ...locateServices,
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'account',
                url,
                authProvider: 'serviceAccount',
                serviceAccountToken: account.token(),
                caData: authority(account),
              },
              {
                name: 'cloud',
                url: cloud.connection().server,
                authProvider: 'googleServiceAccount',
                caData: authority(cloud),
              },
              {
                name: 'people',
                url: people.connection().server,
                authProvider: 'google',
                caData: authority(people),
              },
              {
                name: 'broken',
                url,
                authProvider: 'serviceAccount',
                serviceAccountToken: 'a-token',
                caFile: '/does/not/exist.crt',
              },
            ],
          },
          { type: 'catalog', dangerouslyAllowClusterUrls: ['127.0.0.1'] },
        ],
      },
    },
    runai: {
      sources: [
        { type: 'kubernetes' },
        { type: 'catalog', allowUrls: ['https://127.0.0.1'] },
      ],
      clusters: [
        { name: 'listed', credentials: { token: listed.token() } },
        { name: 'own', credentials: { token: own.token() } },
      ],
    },
  });

  const { items } = await started.until<Page>(
    '/clusters',
    page =>
      page.totalItems === 7 &&
      page.items.every(({ connection }) => connection.reason !== 'NotSeen'),
  );
  expect(
    Object.fromEntries(items.map(item => [item.name, stateOf(item)])),
  ).toEqual({
    account: ['kubernetes', 'connected'],
    cloud: ['kubernetes', 'connected'],
    people: ['kubernetes', 'unknown', 'NeedsPersonsToken'],
    broken: ['kubernetes', 'misconfigured', 'MissingFile'],
    listed: ['kubernetes+catalog', 'connected'],
    own: ['catalog', 'connected'],
    private: ['catalog', 'misconfigured', 'AddressNotPublic'],
  });
  // The plugin lists the broken one, and does not know the two entities that it refuses.
  expect(await listedByPlugin(started)).toEqual([
    'account',
    'broken',
    'cloud',
    'listed',
    'people',
  ]);
  expect(items.find(({ name }) => name === 'own')).toMatchObject({
    entityRef: 'resource:default/own',
    owner: 'group:default/ml-platform',
  });
  expect(people.requests).toEqual([]);

  const added = clusterEntity('added', {
    'kubernetes.io/api-server': undefined,
  });
  await provider.replace([...entities, added]);
  const withAdded = await started.until<Page>(
    '/clusters',
    page => page.totalItems === 8,
  );
  expect(withAdded.items.map(({ name }) => name)).toContain('added');

  await provider.replace([
    ...entities.slice(1),
    clusterEntity('added', {
      'kubernetes.io/auth-provider': 'serviceAccount',
      'runai-portal/environment': 'production',
    }),
  ]);
  const changed = await started.until<Page>('/clusters', page =>
    page.items.some(
      ({ name, environment: of, connection }) =>
        name === 'added' &&
        of === 'production' &&
        connection.reason === 'CredentialsMissing',
    ),
  );
  expect(changed.items.map(({ name }) => name)).not.toContain('listed');
});

it('shows what a supplier of the Kubernetes plugin’s own brings, and goes on where that plugin does not start', async () => {
  const supplier = createBackendModule({
    pluginId: 'kubernetes',
    moduleId: 'rancher',
    register(env) {
      env.registerInit({
        deps: { clusters: kubernetesClusterSuppliers() },
        async init({ clusters }) {
          clusters.addClusterSupplier({
            getClusters: async () => [
              {
                name: 'rancher-1',
                title: 'Rancher one',
                url: 'https://rancher.example/k8s/c-1',
                authMetadata: { 'kubernetes.io/auth-provider': 'aws' },
              },
            ],
          });
        },
      });
    },
  });
  const supplied = await portal({
    features: [kubernetesPlugin(), catalogPlugin, supplier],
    config: { kubernetes: locateServices },
    runai: { sources: [{ type: 'kubernetes' }] },
  });
  const { items } = await supplied.until<Page>(
    '/clusters',
    page => page.items[0]?.connection.reason === 'SuppliedElsewhere',
  );
  expect(items).toMatchObject([
    { name: 'rancher-1', title: 'Rancher one', source: 'kubernetes' },
  ]);
  const refused = await supplied.post('/clusters/rancher-1/runs');
  expect(refused.status).toBe(409);
  expect(refused.body.error.message).toContain('Add it to runai.sources');

  // An entry that keeps the plugin from starting.
  const stopped = await portal({
    features: [kubernetesPlugin(), catalogPlugin],
    config: {
      backend: {
        startup: {
          plugins: { kubernetes: { onPluginBootFailure: 'continue' } },
        },
      },
      kubernetes: {
        ...locateServices,
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              { name: 'unclear', url: 'https://10.0.0.1' },
              { name: 'open', url: 'https://10.0.0.2', authProvider: 'oidc' },
            ],
          },
        ],
      },
    },
    runai: { sources: [{ type: 'kubernetes' }] },
  });
  const page = await stopped.until<Page>(
    '/clusters',
    ({ items: of }) =>
      of.length === 2 &&
      of.every(({ connection }) => connection.reason !== 'NotSeen'),
  );
  expect(
    Object.fromEntries(page.items.map(item => [item.name, stateOf(item)])),
  ).toEqual({
    unclear: ['kubernetes', 'misconfigured', 'AuthProviderMissing'],
    open: ['kubernetes', 'unknown', 'NeedsPersonsToken'],
  });
});
