import { ProxyRefusal } from './ProxyRefusal';
import { parseTarget } from './ProxyTarget';

const refusalOf = (path: string) => {
  try {
    parseTarget(path);
    return 'served';
  } catch (error) {
    return error instanceof ProxyRefusal ? error.reason : error;
  }
};

describe('the path of a proxied request', () => {
  it.each([
    '/version',
    '/readyz',
    '/livez',
    '/api',
    '/api/v1',
    '/apis',
    '/apis/apps',
    '/apis/apps/v1',
    '/apis/run.ai/v1alpha1',
  ])('may be %s, which is no resource', path => {
    expect(parseTarget(path)).toEqual({ kind: 'path', path });
  });

  it.each([
    ['/api/v1/nodes', 'list', { group: '', version: 'v1', resource: 'nodes' }],
    [
      '/api/v1/namespaces',
      'list',
      { group: '', version: 'v1', resource: 'namespaces' },
    ],
    [
      '/api/v1/namespaces/runai',
      'get',
      { group: '', version: 'v1', resource: 'namespaces', name: 'runai' },
    ],
    [
      '/api/v1/namespaces/runai/status',
      'get',
      {
        group: '',
        version: 'v1',
        resource: 'namespaces',
        name: 'runai',
        subresource: 'status',
      },
    ],
    [
      '/api/v1/namespaces/runai/pods',
      'list',
      { group: '', version: 'v1', resource: 'pods', namespace: 'runai' },
    ],
    [
      '/api/v1/namespaces/runai/pods/web-0/log',
      'get',
      {
        group: '',
        version: 'v1',
        resource: 'pods',
        namespace: 'runai',
        name: 'web-0',
        subresource: 'log',
      },
    ],
    [
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node',
      'get',
      {
        group: 'rbac.authorization.k8s.io',
        version: 'v1',
        resource: 'clusterroles',
        name: 'system:node',
      },
    ],
  ])('%s is read by its parts', (path, verb, ref) => {
    expect(parseTarget(path)).toEqual({ kind: 'resource', verb, ref });
  });

  it.each([
    '',
    '/',
    'version',
    '//version',
    '/api/',
    '/api/v1/',
    '/api//v1',
    '/api/v1/nodes/',
    '/api/v1/./nodes',
    '/api/v1/../nodes',
    '/api/v1/%6eodes',
    '/api/v1/nodes/%2e%2e',
    '/api/v1/nodes/..%2fsecrets',
    '/api/v1/nodes;x',
    '/api/v1/nodes\\x',
    '/\\evil',
    '/api/v1/nodes/a b',
    '/api/v1/nodes/a\u0000',
    '/api/v1/nodes/é',
    '/api/v1/nodes/a@b',
    '/api/v1/nodes/a,b',
    `/api/v1/nodes/${'a'.repeat(2048)}`,
  ])('is refused as malformed: %j', path => {
    expect(refusalOf(path)).toBe('MalformedPath');
  });

  it.each([
    '/healthz',
    '/readyz/etcd',
    '/metrics',
    '/logs',
    '/openapi/v2',
    '/openapi/v3',
    '/debug/pprof',
    '/api/v2',
    '/api/v1beta1/nodes',
    '/API/v1/nodes',
    '/apis/apps/latest',
    '/apis/apps/latest/deployments',
    '/apis/APPS/v1/deployments',
    '/apis/-apps/v1/deployments',
    '/api/v1/nodes/n/proxy/run',
    '/api/v1/namespaces/x/services/y/proxy/a/b',
    '/api/v1/namespaces/x/pods/y/log/z',
    '/apis/apps/v1/namespaces/x/deployments/y/scale/z',
  ])('is refused as none that is served: %s', path => {
    expect(refusalOf(path)).toBe('PathNotServed');
  });
});
