import { closeClients, createClient } from '../testing/clients';
import { closeServers, sendJson, startHttp } from '../testing/servers';
import { nonResourcePath, resourceName, resourcePath } from './paths';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const HOSTILE = [
  '',
  '.',
  '..',
  'a/b',
  '../secrets',
  '%2e%2e',
  'a%2fb',
  'a\\b',
  'a;b',
  'a?b',
  'a#b',
  'a b',
  'a\0',
  'ä',
  'x'.repeat(254),
];

describe('resourcePath', () => {
  it.each([
    [{ version: 'v1', resource: 'nodes' }, '/api/v1/nodes'],
    [
      {
        group: '',
        version: 'v1',
        resource: 'nodes',
        name: 'ip-10-0-0-1.ec2.internal',
      },
      '/api/v1/nodes/ip-10-0-0-1.ec2.internal',
    ],
    [
      {
        group: 'apps',
        version: 'v1',
        resource: 'deployments',
        namespace: 'runai',
      },
      '/apis/apps/v1/namespaces/runai/deployments',
    ],
    [
      {
        group: 'rbac.authorization.k8s.io',
        version: 'v1',
        resource: 'clusterroles',
        name: 'system:node',
      },
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node',
    ],
    [
      {
        version: 'v1',
        resource: 'pods',
        namespace: 'a',
        name: 'b',
        subresource: 'log',
      },
      '/api/v1/namespaces/a/pods/b/log',
    ],
  ])('builds %j', (ref, path) => {
    expect(resourcePath(ref)).toBe(path);
  });

  it.each(HOSTILE)('refuses %j as any part', part => {
    const ref = {
      group: 'apps',
      version: 'v1',
      resource: 'deployments',
      namespace: 'a',
      name: 'b',
      subresource: 'scale',
    };
    for (const key of [
      'version',
      'resource',
      'namespace',
      'name',
      'subresource',
    ]) {
      expect(() => resourcePath({ ...ref, [key]: part })).toThrow(TypeError);
    }
  });

  it('refuses a subresource of nothing', () => {
    expect(() =>
      resourcePath({ version: 'v1', resource: 'pods', subresource: 'log' }),
    ).toThrow(TypeError);
  });

  it('sends nothing when a name could change the path', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, {}),
    );
    const client = createClient({ server: server.url });
    await expect(
      client.get({ version: 'v1', resource: 'nodes', name: '../secrets' }),
    ).rejects.toThrow(TypeError);
    await expect(client.nonResource('/api/v1/nodes')).rejects.toThrow(
      TypeError,
    );
    expect(server.requests).toEqual([]);
  });
});

describe('nonResourcePath', () => {
  it.each([
    '/version',
    '/readyz',
    '/readyz/etcd',
    '/livez',
    '/healthz',
    '/api',
    '/api/v1',
    '/apis',
    '/apis/apps',
    '/apis/apps/v1',
  ])('takes %s', path => {
    expect(nonResourcePath(path)).toBe(path);
  });

  it.each([
    '',
    'version',
    '/',
    '/metrics',
    '/logs',
    '/api/v1/secrets',
    '/apis/../metrics',
    '/version?x=1',
    '/version/',
    '//version',
    '/apis/..',
  ])('refuses %j', path => {
    expect(() => nonResourcePath(path)).toThrow(TypeError);
  });
});

it('names resources as RBAC does', () => {
  expect(
    resourceName({ version: 'v1', resource: 'pods', subresource: 'log' }),
  ).toBe('pods/log');
  expect(
    resourceName({
      group: 'storage.k8s.io',
      version: 'v1',
      resource: 'csidrivers',
    }),
  ).toBe('csidrivers.storage.k8s.io');
});
