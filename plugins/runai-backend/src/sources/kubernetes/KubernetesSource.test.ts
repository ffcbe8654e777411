import { readFileSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { connectionFromSettings } from '@runai-portal/kube';
import {
  AUTHORITY_DATA,
  clusterEntity,
} from '../../__testUtils__/clusterEntity';
import { kubernetesSourceOf } from '../../__testUtils__/kubernetesSourceOf';
import { outcomes, whyNot } from '../../__testUtils__/outcomes';
import { isUnusable } from '../isUnusable';

const ended: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(ended.splice(0).map(end => end())));

async function sourceOf(...args: Parameters<typeof kubernetesSourceOf>) {
  const source = await kubernetesSourceOf(...args);
  ended.push(source.close);
  return source;
}

const server = 'https://203.0.114.1:6443';

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

  it('takes no name of a configured cluster, nor one of another namespace', async () => {
    const people = { 'kubernetes.io/auth-provider': 'oidc' };
    const inNamespace = (namespace: string) =>
      clusterEntity('gpu', people, { metadata: { namespace } });
    const { list } = await sourceOf(
      [{ type: 'catalog' }, config({ name: 'prod', ...account })],
      {
        entities: [
          clusterEntity('prod', people),
          inNamespace('a-first-one'),
          inNamespace('default'),
        ],
      },
    );
    const clusters = await list();
    expect(outcomes(clusters)).toEqual({
      prod: server,
      'prod (resource:default/prod)': 'NeedsPersonsToken',
      gpu: 'NeedsPersonsToken',
      'a-first-one/gpu': 'NeedsPersonsToken',
    });
    expect(
      clusters.find(({ sourceName }) => sourceName === 'gpu')?.entityRef,
    ).toBe('resource:default/gpu');
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
    const { list, asked, warnings } = await sourceOf(
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
      expect(warnings().at(-1)).toContain(sentence);
    }
    expect(warnings()).toHaveLength(2);
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
