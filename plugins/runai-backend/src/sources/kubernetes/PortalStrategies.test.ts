import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { startStandIn } from '../../__testUtils__/startStandIn';
import type { LocatedCluster } from './LocatedCluster';
import { PortalStrategies } from './PortalStrategies';

jest.setTimeout(60_000);

const environment = { ...process.env };
const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  process.env = { ...environment };
  await Promise.all(ended.splice(0).map(end => end()));
});

const located: LocatedCluster = {
  name: 'gpu-prod',
  at: 'kubernetes.clusterLocatorMethods[0].clusters[0]',
  url: 'https://203.0.114.1',
  authProvider: 'aws',
  authMetadata: {},
};

function strategies(
  load?: () => Promise<unknown>,
  config: JsonObject = {},
): PortalStrategies {
  return PortalStrategies.create({
    config: mockServices.rootConfig({ data: config }),
    logger: mockServices.logger.mock(),
    load,
  });
}

type Provider = Parameters<PortalStrategies['credentials']>[0];

async function tokenOf(
  provider: Provider,
  more: Partial<LocatedCluster> = {},
  of = strategies(),
): Promise<string | undefined> {
  const { credentials } = await of.credentials(provider, {
    ...located,
    ...more,
  });
  return (await credentials?.())?.token;
}

describe('the strategies of the Kubernetes plugin, with stand-ins for the clouds', () => {
  it('sign for a cluster at Amazon', async () => {
    process.env.AWS_ACCESS_KEY_ID = 'AKIDEXAMPLE';
    process.env.AWS_SECRET_ACCESS_KEY = 'a-secret-key';
    process.env.AWS_REGION = 'eu-west-1';
    const token = await tokenOf('aws', {
      authMetadata: { 'kubernetes.io/x-k8s-aws-id': 'gpu-of-amazon' },
    });
    const signed = Buffer.from(
      (token ?? '').replace('k8s-aws-v1.', ''),
      'base64url',
    ).toString();
    expect(signed).toMatch(/^https:\/\/sts\.eu-west-1\.amazonaws\.com\//);
    expect(signed).toContain('X-Amz-Credential=AKIDEXAMPLE');
    expect(signed).not.toContain('a-secret-key');
  });

  it('ask the machine’s own identity at Azure', async () => {
    const asked: string[] = [];
    const azure = await startStandIn(({ url, headers }) => {
      asked.push(`${url} ${headers['x-identity-header']}`);
      return {
        body: {
          access_token: 'of-azure',
          expires_on: `${Math.round(Date.now() / 1000) + 3600}`,
          resource: '6dae42f8-4368-4678-94ff-3960e28e3630',
          token_type: 'Bearer',
        },
      };
    });
    ended.push(azure.close);
    process.env.IDENTITY_ENDPOINT = `${azure.url}/token`;
    process.env.IDENTITY_HEADER = 'a-header';
    expect(await tokenOf('azure')).toBe('of-azure');
    expect(asked[0]).toMatch(/^\/token\?.*resource=.* a-header$/);
  });

  it('ask the machine’s own account at Google, once for all clusters', async () => {
    const asked: string[] = [];
    const google = await startStandIn(({ url }) => {
      asked.push(url);
      return {
        headers: { 'metadata-flavor': 'Google' },
        body: {
          access_token: 'of-google',
          expires_in: 3600,
          token_type: 'Bearer',
        },
      };
    });
    ended.push(google.close);
    process.env.GCE_METADATA_HOST = google.url.replace('http://', '');
    process.env.METADATA_SERVER_DETECTION = 'assume-present';
    process.env.HOME = '/nonexistent';
    delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
    const of = strategies();
    for (const name of ['one', 'two', 'three']) {
      expect(await tokenOf('googleServiceAccount', { name }, of)).toBe(
        'of-google',
      );
    }
    expect(asked.filter(url => url.includes('/token'))).toHaveLength(1);
  });
});

describe('credentials that cannot be had', () => {
  class Failing {
    async getCredential(): Promise<unknown> {
      throw new Error('No credentials from any provider\nat line 2');
    }
  }
  class Odd {
    async getCredential(): Promise<unknown> {
      return { type: 'bearer token', token: 'two\nlines' };
    }
  }
  class Anonymous {
    async getCredential(): Promise<unknown> {
      return { type: 'anonymous' };
    }
  }

  it.each<[string, unknown, string]>([
    [
      'the strategy fails',
      Failing,
      'There is no token by authProvider aws: No credentials from any provider',
    ],
    ['it gives no token', Odd, 'What authProvider aws gave is no token'],
    ['it gives nothing', Anonymous, 'authProvider aws gave no credentials.'],
  ])('are told in one sentence where %s', async (_what, Class, sentence) => {
    const of = strategies(async () => ({ AwsIamStrategy: Class }));
    await expect(tokenOf('aws', {}, of)).rejects.toMatchObject({
      name: 'CredentialError',
      message: expect.stringContaining(sentence),
    });
    await expect(tokenOf('aws', {}, of)).rejects.not.toThrow('line 2');
  });

  it('say nothing of a key that is no JSON', async () => {
    const of = strategies(undefined, {
      kubernetes: { googleServiceAccountCredentials: 'a-secret-key' },
    });
    await expect(tokenOf('googleServiceAccount', {}, of)).rejects.toThrow(
      /^kubernetes\.googleServiceAccountCredentials is not JSON\.$/,
    );
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'is not there',
      async () => {
        throw Object.assign(
          new Error(
            "Cannot find module '@backstage/plugin-kubernetes-backend'",
          ),
          { code: 'MODULE_NOT_FOUND' },
        );
      },
      'PluginNotInstalled',
    ],
    [
      'lacks what it needs',
      async () => {
        throw Object.assign(new Error("Cannot find module '@azure/identity'"), {
          code: 'MODULE_NOT_FOUND',
        });
      },
      'StrategyUnusable',
    ],
    ['has no such strategy', async () => ({}), 'StrategyMissing'],
    [
      'cannot make it',
      async () => ({
        AwsIamStrategy: class {
          constructor() {
            throw new Error('aws.accounts is malformed');
          }
        },
      }),
      'StrategyUnusable',
    ],
  ])('are a reason where the plugin %s', async (_what, load, reason) => {
    await expect(
      strategies(load).credentials('aws', located),
    ).rejects.toMatchObject({ name: 'StrategyError', reason });
  });
});
