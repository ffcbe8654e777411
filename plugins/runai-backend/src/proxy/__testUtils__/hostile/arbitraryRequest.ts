import fc from 'fast-check';
import { CORPUS } from './corpus';
import type { HostileRequest } from './HostileRequest';

const NAMES = [
  'nodes',
  'pods',
  'secrets',
  'configmaps',
  'services',
  'namespaces',
  'deployments',
  'serviceaccounts',
  'gpu-1',
  'kube-system',
  'proxy',
  'exec',
  'log',
  'token',
  'status',
  'watch',
  'system:node',
];
const ODD = [
  '',
  '.',
  '..',
  '...',
  '%2e%2e',
  '%2f',
  '%00',
  '%0a',
  '%25',
  '\\',
  ';',
  ';a=b',
  '@',
  '*',
  '~',
  '$',
  'ä',
  '//',
  '%c0%ae',
  '..%c0%af',
];
const ROOTS = [
  '/api/v1',
  '/apis/apps/v1',
  '/apis/nvidia.com/v1',
  '/apis/authentication.k8s.io/v1',
  '/api',
  '/apis',
  '/openapi/v3',
  '/version',
  '/readyz',
  '',
];
const KEYS = [
  'labelSelector',
  'fieldSelector',
  'limit',
  'continue',
  'watch',
  'follow',
  'container',
  'tailLines',
  'timeout',
  'resourceVersion',
  'includeObject',
  'dryRun',
  'pretty',
  'command',
  '__proto__',
];

const printable = fc
  .string({ minLength: 1, maxLength: 12 })
  .map(text => text.replace(/[^\x21-\x7e]/g, 'x').replace(/[?#]/g, 'q'));
const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD) },
  { weight: 1, arbitrary: printable },
);
/** Such as may pass, if nothing else is wrong with the request. */
const HONEST = [
  '/api/v1/nodes',
  '/api/v1/nodes/gpu-1',
  '/api/v1/namespaces/a/pods',
  '/api/v1/namespaces/a/pods/b/log',
  '/apis/apps/v1/deployments',
  '/apis/nvidia.com/v1/clusterpolicies',
  '/apis/apps',
  '/version',
];
const oddPath = fc
  .tuple(fc.constantFrom(...ROOTS), fc.array(segment, { maxLength: 6 }))
  .map(([root, segments]) => [root, ...segments].join('/'));
const path = fc.oneof(fc.constantFrom(...HONEST), oddPath);
const value = fc.oneof(
  fc.constantFrom('1', 'true', '500', 'a=b', '%00', '%0d%0a', '../x', ''),
  printable.map(encodeURIComponent),
);
const HONEST_QUERIES = ['', 'limit=500', 'timeout=32s', 'labelSelector=a%3Db'];
const oddQuery = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), value), { maxLength: 4 })
  .map(parts => parts.map(([key, of]) => `${key}=${of}`).join('&'));

const query = fc.oneof(fc.constantFrom(...HONEST_QUERIES), oddQuery);

/** Headers that alone have a request refused. */
const REFUSED = /^(impersonate|upgrade|expect)/i;
const HEADERS = CORPUS.flatMap(({ headers }) => headers).filter(
  ([name]) =>
    !/^(content-length|transfer-encoding|x: y|host|x-folded)/i.test(name),
);
const headers = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        ...HEADERS.filter(([name]) => !REFUSED.test(name)),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...HEADERS.filter(([name]) => REFUSED.test(name)),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(
        printable.map(name => name.replace(/[^A-Za-z0-9_-]/g, 'X')),
        printable,
      ),
    },
  ),
  { maxLength: 4 },
);
const method = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('GET', 'HEAD') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
  },
);

/** Requests that are partly right, and partly what somebody would try. */
export const arbitraryRequest: fc.Arbitrary<HostileRequest> = fc
  .record({ method, path, query, headers })
  .map(({ query: text, ...request }) => ({
    kind: 'generated',
    ...request,
    path: text ? `${request.path}?${text}` : request.path,
    body: '',
  }));
