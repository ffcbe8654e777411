import { readFileSync } from 'node:fs';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject, JsonValue } from '@backstage/types';
import { connectionFromSettings, KubeconfigError } from '@runai-portal/kube';
import {
  AUTHORITY_DATA,
  clusterEntity,
} from '../../__testUtils__/clusterEntity';
import { outcomes, whyNot } from '../../__testUtils__/outcomes';
import { startStandIn } from '../../__testUtils__/startStandIn';
import { isUnusable } from '../isUnusable';
import { PublicNames } from '../catalog/PublicNames';
import {
  KubernetesSource,
  type KubernetesSourceTestOptions,
} from './KubernetesSource';

const ended: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(ended.splice(0).map(end => end())));

const server = 'https://203.0.114.1:6443';

/** What the portal answers to `GET /api/kubernetes/clusters`. */
type ListAnswer = { status?: number; body?: JsonValue };

async function sourceOf(
  methods: JsonValue | undefined,
  more: {
    entities?: Entity[];
    listed?: () => ListAnswer;
    test?: KubernetesSourceTestOptions;
    source?: JsonObject;
  } = {},
) {
  const asked: string[] = [];
  const portal = await startStandIn(({ url, headers }) => {
    asked.push(`${url} ${headers.authorization?.split(' ')[0]}`);
    return more.listed?.() ?? { status: 404 };
  });
  ended.push(portal.close);
  const logger = mockServices.logger.mock();
  let configured = methods;
  const rootConfig = mockServices.rootConfig();
  jest
    .spyOn(rootConfig, 'getOptional')
    .mockImplementation(() => configured as never);
  const source = KubernetesSource.fromConfig(
    { config: { type: 'kubernetes', ...more.source }, logger },
    {
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: more.entities }),
      discovery: { getBaseUrl: async id => `${portal.url}/api/${id}` },
      rootConfig,
    },
    {
      names: PublicNames.create({ lookUp: async () => ['203.0.114.7'] }),
      inCluster: () => {
        throw new KubeconfigError('missingEntry', 'Not in a pod.');
      },
      loadStrategies: async () => {
        throw Object.assign(
          new Error(
            "Cannot find module '@backstage/plugin-kubernetes-backend'\nRequire stack:",
          ),
          { code: 'MODULE_NOT_FOUND' },
        );
      },
      ...more.test,
    },
  );
  return {
    list: () => source.list({}),
    asked,
    logger,
    now: (next: JsonValue) => {
      configured = next;
    },
  };
}

const config = (...clusters: JsonValue[]) => ({ type: 'config', clusters });
const account = {
  url: server,
  authProvider: 'serviceAccount',
  serviceAccountToken: 'a-token\n',
};

describe('the clusters that the Kubernetes plugin is configured with', () => {
  const directory = createMockDirectory();

  it('are those of its locators, each with its own outcome', async () => {
    const { list } = await sourceOf([
      config(
        {
          name: 'prod',
          title: 'Production',
          caData: AUTHORITY_DATA,
          ...account,
        },
        { name: 'open', url: server, authProvider: 'localKubectlProxy' },
        { name: 'unclear', url: server },
        { name: 'keyless', url: server, authProvider: 'serviceAccount' },
        { name: 'theirs', url: server, authProvider: 'pinniped' },
        { name: 'people', url: server, authProvider: 'google' },
        { name: 'cloud', url: server, authProvider: 'aws' },
        { name: 'broken', ...account, caData: 'garbage' },
        { name: 'lost', ...account, caFile: '/does/not/exist' },
        { name: 'nowhere', ...account, url: 'gpu.example' },
        { name: 'two words', ...account, skipTLSVerify: 'perhaps' },
        { url: server },
        'prod',
        { name: 'prod', ...account },
      ),
      { type: 'localKubectlProxy' },
      { type: 'custom' },
      {},
      'config',
    ]);
    const clusters = await list();
    const METHODS = 'kubernetes.clusterLocatorMethods';
    expect(outcomes(clusters)).toEqual({
      prod: server,
      open: server,
      unclear: 'AuthProviderMissing',
      keyless: 'ServiceAccountMissing',
      theirs: 'AuthProviderUnknown',
      people: 'NeedsPersonsToken',
      cloud: 'PluginNotInstalled',
      broken: 'BadCertificate',
      lost: 'MissingFile',
      nowhere: 'BadAddress',
      'two words': 'ClusterMalformed',
      [`${METHODS}[0].clusters[11]`]: 'ClusterMalformed',
      [`${METHODS}[0].clusters[12]`]: 'ClusterMalformed',
      [`prod (${METHODS}[0].clusters[13])`]: server,
      local: 'http://localhost:8001',
      [`${METHODS}[2] (custom)`]: 'LocatorFailed',
      [`${METHODS}[3]`]: 'LocatorFailed',
      [`${METHODS}[4]`]: 'LocatorFailed',
    });
    expect(whyNot(clusters, 'lost')).toBe(
      `${METHODS}[0].clusters[8]: caFile names the file /does/not/exist, which does not exist.`,
    );
    expect(whyNot(clusters, 'cloud')).toContain(
      "needs @backstage/plugin-kubernetes-backend, which is not installed in this portal's backend",
    );
    expect(whyNot(clusters, `${METHODS}[2] (custom)`)).toContain(
      "has the type 'custom', which is not known here; known are config, localKubectlProxy, catalog, gke.",
    );
    const [{ connection, title }] = clusters;
    expect(title).toBe('Production');
    expect(
      isUnusable(connection) ? undefined : await connection.credentials?.(),
    ).toMatchObject({ token: 'a-token' });
    expect(JSON.stringify(clusters)).not.toContain('a-token');
  });

  it('say of one that needs a person that nothing is wrong, and what to do', async () => {
    const { list } = await sourceOf([
      config({ name: 'people', url: server, authProvider: 'oidc' }),
    ]);
    const [{ connection }] = await list();
    expect(connection).toMatchObject({
      unusable: {
        state: 'unknown',
        reason: 'NeedsPersonsToken',
        message:
          'The Kubernetes plugin asks this cluster with the token of the person who looks (authProvider oidc), and the portal has none of its own: give it credentials in runai.clusters, or use another authProvider.',
        lacksCredentials: { server },
      },
    });
  });

  it('are asked as the pod itself where the portal runs in one', async () => {
    const inCluster = connectionFromSettings({
      server: 'https://10.96.0.1:443',
      token: 'of-the-pod',
    });
    const { list } = await sourceOf(
      [config({ name: 'own', url: server, authProvider: 'serviceAccount' })],
      { test: { inCluster: () => inCluster } },
    );
    expect(outcomes(await list())).toEqual({ own: 'https://10.96.0.1:443' });
  });

  it('follow the configuration and the files that it names, and stay the same objects otherwise', async () => {
    directory.setContent({ 'ca.crt': '' });
    const caFile = directory.resolve('ca.crt');
    const one = { name: 'one', ...account };
    const filed = { name: 'filed', ...account, caFile };
    const { list, now } = await sourceOf([config(one, filed)]);
    const [first, unreadable] = await list();
    expect(outcomes([unreadable])).toEqual({ filed: 'BadCertificate' });
    directory.addContent({
      'ca.crt': Buffer.from(AUTHORITY_DATA, 'base64').toString(),
    });
    const [same, readable] = await list();
    expect(same).toBe(first);
    expect(outcomes([readable])).toEqual({ filed: server });
    expect((await list())[1]).toBe(readable);
    expect(readFileSync(caFile, 'utf8')).toContain('BEGIN CERTIFICATE');
    now([config({ ...one, serviceAccountToken: 'another' })]);
    const changed = await list();
    expect(changed).toHaveLength(1);
    expect(changed[0]).not.toBe(first);
  });

  it.each([[undefined], [{ type: 'config' }]])(
    'cannot be told where the configuration has no list of locators: %j',
    async methods => {
      const { list } = await sourceOf(methods);
      await expect(list()).rejects.toThrow('kubernetes.clusterLocatorMethods');
    },
  );
});

describe('what the Kubernetes plugin takes from the catalog', () => {
  it('is what it takes itself, and no other entity', async () => {
    const { list } = await sourceOf([{ type: 'catalog' }], {
      entities: [
        clusterEntity('people', { 'kubernetes.io/auth-provider': 'google' }),
        clusterEntity('no-authority', {
          'kubernetes.io/api-server-certificate-authority': undefined,
        }),
        clusterEntity('account', {
          'kubernetes.io/auth-provider': 'serviceAccount',
        }),
        clusterEntity('private', {
          'kubernetes.io/api-server': 'https://10.0.0.1',
        }),
        clusterEntity('ours', {
          'backstage.io/managed-by-location': 'runai:gpu-prod',
        }),
      ],
      listed: () => ({
        body: { items: [{ name: 'people' }, { name: 'ours' }] },
      }),
    });
    const clusters = await list();
    expect(outcomes(clusters)).toEqual({ people: 'NeedsPersonsToken' });
    expect(clusters[0]).toMatchObject({
      entityRef: 'resource:default/people',
      settings: { owner: 'group:default/ml-platform' },
      connection: {
        unusable: { lacksCredentials: { onlyPublicAddresses: true } },
      },
    });
  });

  it('is shown the portal’s account in a cloud where that cloud serves it, or an administrator has listed the host', async () => {
    class Strategy {
      async getCredential() {
        return { type: 'bearer token', token: 'of-the-cloud' };
      }
    }
    const entities = [
      clusterEntity('eks', {
        'kubernetes.io/api-server':
          'https://A1.gr7.eu-west-1.eks.amazonaws.com',
      }),
      clusterEntity('evil', {
        'kubernetes.io/api-server': 'https://eks.amazonaws.com.evil.example',
      }),
      clusterEntity('azure', {
        'kubernetes.io/api-server': 'https://evil.example/?.azmk8s.io',
        'kubernetes.io/auth-provider': 'azure',
      }),
      clusterEntity('listed', {
        'kubernetes.io/api-server': 'https://gpu.corp.example',
        'kubernetes.io/auth-provider': 'googleServiceAccount',
      }),
    ];
    const { list } = await sourceOf(
      [{ type: 'catalog', dangerouslyAllowClusterUrls: ['*.corp.example'] }],
      {
        entities,
        test: {
          loadStrategies: async () => ({
            AwsIamStrategy: Strategy,
            AzureIdentityStrategy: Strategy,
            GoogleServiceAccountStrategy: Strategy,
          }),
        },
      },
    );
    const clusters = await list();
    expect(outcomes(clusters)).toEqual({
      eks: 'https://A1.gr7.eu-west-1.eks.amazonaws.com',
      evil: 'ServerNotOfCloud',
      azure: 'ServerNotOfCloud',
      listed: 'https://gpu.corp.example',
    });
  });
});

describe('what the Kubernetes plugin lists beyond its configuration', () => {
  it('is a row that says why nothing can be shown', async () => {
    let body: JsonValue = {
      items: [{ name: 'prod' }, { name: 'rancher', title: 'Rancher' }],
    };
    let status = 200;
    const { list, asked, logger } = await sourceOf(
      [config({ name: 'prod', ...account })],
      { listed: () => ({ status, body }) },
    );
    const clusters = await list();
    expect(clusters).toHaveLength(2);
    expect(clusters[1]).toMatchObject({
      sourceName: 'rancher',
      title: 'Rancher',
      connection: {
        unusable: {
          state: 'unknown',
          reason: 'SuppliedElsewhere',
          message: expect.stringContaining('Add it to runai.sources'),
        },
      },
    });
    expect(asked).toEqual(['/api/kubernetes/clusters Bearer']);
    for (const [nextStatus, nextBody, sentence] of [
      [500, {}, 'answered 500'],
      [500, {}, 'answered 500'],
      [200, { items: [{}] }, 'something that is no list of clusters'],
    ] as const) {
      [status, body] = [nextStatus, { ...nextBody } as JsonValue];
      expect(outcomes(await list())).toHaveProperty('rancher');
      expect(logger.warn).toHaveBeenLastCalledWith(
        expect.stringContaining(sentence),
      );
    }
    expect(logger.warn).toHaveBeenCalledTimes(2);
    [status, body] = [200, { items: [] }];
    expect(outcomes(await list())).toEqual({ prod: server });
  });

  it('is all that there is where the plugin has but a supplier of its own', async () => {
    const { list } = await sourceOf(undefined, {
      listed: () => ({ body: { items: [{ name: 'rancher' }] } }),
    });
    expect(outcomes(await list())).toEqual({ rancher: 'SuppliedElsewhere' });
  });
});

describe('the clusters of a project in Google Cloud', () => {
  class Google {
    async getCredential() {
      return { type: 'bearer token', token: 'of-google' };
    }
  }

  it('are what Google says of it, and stay while Google does not answer', async () => {
    const seen: string[] = [];
    let answer: ListAnswer = {
      body: {
        clusters: [
          {
            name: 'gpu',
            location: 'europe-west4',
            endpoint: '203.0.114.9',
            masterAuth: { clusterCaCertificate: AUTHORITY_DATA },
            resourceLabels: { team: 'vision' },
            controlPlaneEndpointsConfig: {
              dnsEndpointConfig: { endpoint: 'gke-1.europe-west4.gke.goog' },
            },
          },
          { name: 'starting', resourceLabels: { team: 'vision' } },
          { name: 'other', endpoint: '203.0.114.10' },
        ],
      },
    };
    const google = await startStandIn(({ url, headers }) => {
      seen.push(`${url} ${headers.authorization}`);
      return answer;
    });
    ended.push(google.close);
    const gke = {
      type: 'gke',
      projectId: 'my project',
      region: 'europe-west4',
      matchingResourceLabels: [{ key: 'team', value: 'vision' }],
    };
    const { list, now } = await sourceOf(
      [
        { ...gke, authProvider: 'googleServiceAccount' },
        { ...gke, endpointType: 'dns' },
      ],
      {
        source: { gkeEndpoint: `${google.url}/` },
        test: {
          loadStrategies: async () => ({
            GoogleServiceAccountStrategy: Google,
          }),
        },
      },
    );
    const METHODS = 'kubernetes.clusterLocatorMethods';
    const first = await list();
    expect(outcomes(first)).toEqual({
      gpu: 'https://203.0.114.9',
      starting: 'BadAddress',
      [`gpu (${METHODS}[1], europe-west4)`]: 'NeedsPersonsToken',
      [`starting (${METHODS}[1])`]: 'BadAddress',
    });
    expect(first[0].connection).toHaveProperty('caData');
    expect(first[2].connection).toMatchObject({
      unusable: {
        lacksCredentials: { server: 'https://gke-1.europe-west4.gke.goog' },
      },
    });
    expect(seen[0]).toBe(
      '/v1/projects/my%20project/locations/europe-west4/clusters Bearer of-google',
    );

    now([{ ...gke, authProvider: 'googleServiceAccount' }]);
    answer = { body: { clusters: [], missingZones: ['europe-west4'] } };
    const incomplete = await list();
    expect(incomplete[0]).toBe(first[0]);
    expect(whyNot(incomplete, `${METHODS}[0] (gke)`)).toBe(
      'Google could not tell which clusters are in europe-west4. The clusters that it found last are kept.',
    );
    answer = {
      status: 403,
      body: { error: { message: 'Permission denied on the project.' } },
    };
    const refused = await list();
    expect(refused[0]).toBe(first[0]);
    expect(whyNot(refused, `${METHODS}[0] (gke)`)).toBe(
      'Google answered 403 when it was asked for the clusters of the project my project: Permission denied on the project. The clusters that it found last are kept.',
    );
  });
});
