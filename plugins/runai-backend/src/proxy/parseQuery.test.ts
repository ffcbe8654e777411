import { parseQuery } from './parseQuery';
import { parseTarget } from './ProxyTarget';

const LIST = '/api/v1/pods';
const OBJECT = '/api/v1/nodes/gpu-1';
const LOG = '/api/v1/namespaces/runai/pods/web-0/log';

const parse = (path: string, query: string) =>
  parseQuery(query, parseTarget(path));

describe('the query of a proxied request', () => {
  it.each([
    [LIST, '', {}],
    [LIST, 'limit=500', { limit: '500' }],
    [LIST, 'limit=5000', { limit: '500' }],
    [LIST, 'limit=0', { limit: '500' }],
    [
      LIST,
      'labelSelector=app+in+%28a%2Cb%29&fieldSelector=spec.nodeName%3Dgpu-1',
      { labelSelector: 'app in (a,b)', fieldSelector: 'spec.nodeName=gpu-1' },
    ],
    [
      LIST,
      'continue=eyJ2IjoibWV0YS5rOHMuaW8ifQ==&resourceVersion=0&resourceVersionMatch=NotOlderThan',
      {
        continue: 'eyJ2IjoibWV0YS5rOHMuaW8ifQ==',
        resourceVersion: '0',
        resourceVersionMatch: 'NotOlderThan',
      },
    ],
    [OBJECT, 'includeObject=Object', { includeObject: 'Object' }],
    ['/apis', 'timeout=32s', {}],
    [
      LOG,
      'container=web&tailLines=2000&limitBytes=1048576&sinceSeconds=60&timestamps=true&previous=false',
      {
        container: 'web',
        tailLines: '2000',
        limitBytes: '1048576',
        sinceSeconds: '60',
        timestamps: 'true',
        previous: 'false',
      },
    ],
  ])('of %s may be %j', (path, query, expected) => {
    expect(parse(path, query)).toEqual(expected);
  });

  it.each([
    [LIST, 'watch=true', 'Watching (-w, --watch) is not possible'],
    [LIST, 'watch=false', 'Watching'],
    [LOG, 'follow=true', 'Following a log (-f, --follow) is not possible'],
    [LIST, '%77atch=1', 'Watching'],
    [LIST, 'dryRun=All', 'The parameter "dryRun" is not passed on; '],
    [LIST, '__proto__=1', 'The parameter "__proto__"'],
    [LIST, 'constructor=1', 'The parameter "constructor"'],
    [LIST, 'Limit=1', 'The parameter "Limit"'],
    [LIST, '=1', 'The parameter ""'],
    [LIST, 'limit=1&limit=2', 'The parameter limit stands there twice'],
    [LIST, 'limit=-1', 'The value of limit is not one'],
    [LIST, 'limit=1e3', 'The value of limit'],
    [LIST, 'limit', 'The value of limit'],
    [LIST, 'labelSelector=a%0d%0ab', 'The value of labelSelector'],
    [LIST, `labelSelector=${'a'.repeat(2049)}`, 'The value of labelSelector'],
    [LIST, 'continue=a%26watch%3Dtrue', 'The value of continue'],
    [LIST, 'labelSelector=%zz', 'not encoded as one'],
    [LIST, `a=${'b'.repeat(9000)}`, 'longer than 8192 characters'],
    [LIST, 'container=web', 'The parameter "container"'],
    [OBJECT, 'limit=1', 'The parameter "limit"'],
    ['/version', 'limit=1', 'The parameter "limit"'],
    [LOG, 'tailLines=2001', '(2000 at most)'],
    [LOG, 'limitBytes=1048577', '(1048576 at most)'],
    [LOG, 'insecureSkipTLSVerifyBackend=true', 'The parameter "insecure'],
    [LOG, 'container=../x', 'The value of container'],
  ])('of %s is refused where it is %j', (path, query, sentence) => {
    expect(() => parse(path, query)).toThrow(sentence);
  });
});
