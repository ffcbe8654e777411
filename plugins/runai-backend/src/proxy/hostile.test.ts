import { mockCredentials } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { startPortal, type TestPortal } from '../__testUtils__/startPortal';
import {
  CLUSTER_TOKEN,
  startUpstream,
  type Upstream,
  type UpstreamRequest,
} from './__testUtils__/upstream';
import { AllowList } from './AllowList';
import { parseTarget } from './ProxyTarget';
import { arbitraryRequest } from './__testUtils__/hostile/arbitraryRequest';
import {
  requestText,
  sendText,
  type HostileRequest,
} from './__testUtils__/hostile/HostileRequest';
import { CORPUS } from './__testUtils__/hostile/corpus';

jest.setTimeout(30 * 60_000);

/** Beside the corpus. */
const CASES = 20_000;
const AT_ONCE = 8;

let upstream: Upstream;
let portal: TestPortal;

beforeAll(async () => {
  upstream = await startUpstream('up', (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{}');
  });
  portal = await startPortal({
    clusters: [
      {
        running: upstream,
        settings: {
          kubernetesProxy: {
            enabled: true,
            requestsPerUser: 1000,
            requestsPerCluster: 1000,
          },
        },
      },
    ],
    runai: { allowWithoutPermissions: true },
  });
});
afterAll(async () => {
  await portal.close();
  await upstream.close();
});

/** Sends one request on a connection of its own; resolves with the final statuses that came before the portal closed it. */
async function send(request: HostileRequest): Promise<number[]> {
  const { hostname, port } = new URL(portal.origin);
  const answer = await sendText(
    { host: hostname, port: Number(port) },
    requestText(request, {
      base: '/api/runai/clusters/up/k8s',
      headers: [
        ['Host', `${hostname}:${port}`],
        ['Authorization', mockCredentials.user.header('user:default/vera')],
        ['Connection', 'close'],
      ],
    }),
  );
  expect(answer).not.toContain(CLUSTER_TOKEN);
  return [...answer.matchAll(/^HTTP\/1\.1 ([2-5]\d\d)/gm)].map(([, code]) =>
    Number(code),
  );
}

const BUILT = ['host', 'connection', 'accept', 'user-agent', 'authorization'];
const ACCEPT =
  /^(application\/json(;as=\w+;v=\w+;g=[\w.]+)?)(,application\/json(;as=\w+;v=\w+;g=[\w.]+)?)*$|^text\/plain, (application\/json, )?\*\/\*$/;
const QUERY_KEYS = new Set([
  'labelSelector',
  'fieldSelector',
  'limit',
  'continue',
  'resourceVersion',
  'resourceVersionMatch',
  'includeObject',
  'container',
  'tailLines',
  'limitBytes',
  'sinceSeconds',
  'timestamps',
  'previous',
]);
const allowed = AllowList.create();

/** What a cluster may see of anybody: its own address, a shape that is allowed, and the headers that the portal built. */
function expectBuilt(seen: UpstreamRequest): void {
  const names = seen.rawHeaders.filter((_, at) => at % 2 === 0);
  const header = (name: string) =>
    seen.rawHeaders[seen.rawHeaders.indexOf(name) + 1];
  expect(['GET', 'HEAD']).toContain(seen.method);
  expect(names).toEqual(BUILT);
  expect(header('host')).toBe(new URL(upstream.connection().server).host);
  expect(header('authorization')).toBe(`Bearer ${CLUSTER_TOKEN}`);
  expect(header('user-agent')).toBe('runai-backstage-proxy');
  // undici keeps no connection that a HEAD went over.
  expect(header('connection')).toBe(
    seen.method === 'HEAD' ? 'close' : 'keep-alive',
  );
  expect(header('accept')).toMatch(ACCEPT);
  expect(seen.bodyBytes).toBe(0);
  expect(seen.url).toMatch(/^[\x21-\x7e]+$/);
  const [path, query = ''] = seen.url.split('?');
  const target = parseTarget(path);
  expect(target.kind === 'path' || allowed.allows(target)).toBe(true);
  for (const [key, text] of new URLSearchParams(query)) {
    expect(QUERY_KEYS).toContain(key);
    expect(text).toMatch(/^[\x20-\x7e]*$/);
  }
}

function takeSeen(): UpstreamRequest[] {
  return upstream.requests.splice(0);
}

describe('what somebody hostile sends', () => {
  it.each(CORPUS.map((request, at) => ({ ...request, at })))(
    'reaches no cluster otherwise than built anew: $at $kind, $method $path',
    async request => {
      const statuses = await send(request);
      expect(statuses[0]).not.toBe(500);
      takeSeen().forEach(expectBuilt);
    },
  );

  it('is refused by rule, where nothing else than its address and method is odd', async () => {
    for (const request of CORPUS.filter(
      ({ headers, body }) => headers.length === 0 && body === '',
    )) {
      // One that says CONNECT is closed without a word.
      const [status = 400] = await send(request);
      expect([request, takeSeen()]).toEqual([request, []]);
      expect([request, Math.floor(status / 100)]).toEqual([request, 4]);
    }
  });

  it(`of ${CASES} generated requests, a cluster sees what was built, and the portal lives`, async () => {
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryRequest, {
          minLength: AT_ONCE,
          maxLength: AT_ONCE,
        }),
        async requests => {
          const answers = await Promise.all(requests.map(send));
          const seen = takeSeen();
          reached += seen.length;
          seen.forEach(expectBuilt);
          for (const statuses of answers) {
            expect(statuses).toHaveLength(1);
            expect(statuses[0]).not.toBe(500);
          }
        },
      ),
      { numRuns: CASES / AT_ONCE, endOnFailure: false },
    );
    // Else nothing was tried: a good part has to be such that it may pass.
    expect(reached).toBeGreaterThan(CASES / 20);
    expect((await portal.get('/clusters/up')).status).toBe(200);
  });
});
