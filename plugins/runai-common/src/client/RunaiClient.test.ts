import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { everyPage } from './everyPage';
import { RunaiClient } from './RunaiClient';

interface Seen {
  method?: string;
  url?: string;
  authorization?: string;
  body: string;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

describe('RunaiClient', () => {
  let server: Server;
  let client: RunaiClient;
  let seen: Seen[];
  let answer: { status: number; body?: object };

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const { method, url } = request;
      seen.push({
        method,
        url,
        authorization: request.headers.authorization,
        body: await bodyOf(request),
      });
      response.statusCode = answer.status;
      response.setHeader('content-type', 'application/json');
      response.end(answer.body && JSON.stringify(answer.body));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = new RunaiClient({
      discoveryApi: {
        getBaseUrl: async pluginId =>
          `http://127.0.0.1:${port}/api/${pluginId}`,
      },
    });
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));

  beforeEach(() => {
    seen = [];
    answer = { status: 200, body: { items: [] } };
  });

  it('sends the connection that is to be tested', async () => {
    const connection = { server: 'https://gpu.example:6443', token: 'a-token' };
    await client.testConnection(connection);
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: '/api/runai/connection-tests',
        body: JSON.stringify(connection),
      },
    ]);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['fleet', () => client.fleet(), 'GET /api/runai/fleet'],
    [
      'registration',
      () => client.registration(),
      'GET /api/runai/registration',
    ],
    ['clusters', () => client.clusters(), 'GET /api/runai/clusters'],
    [
      'clusters, filtered and ordered',
      () =>
        client.clusters({
          limit: 100,
          cursor: 'abc=',
          filter: {
            health: ['degraded', 'unknown'],
            environment: 'production',
            mode: [],
          },
          order: { field: 'name', direction: 'desc' },
        }),
      'GET /api/runai/clusters?limit=100&cursor=abc%3D&filter=health%3Ddegraded%2Cunknown&filter=environment%3Dproduction&order=name%3Adesc',
    ],
    [
      'cluster',
      () => client.cluster('gpu-prod'),
      'GET /api/runai/clusters/gpu-prod',
    ],
    [
      'a name that holds a slash',
      () => client.cluster('a/../b'),
      'GET /api/runai/clusters/a%2F..%2Fb',
    ],
    [
      'nodes',
      () => client.nodes('c', { limit: 500 }),
      'GET /api/runai/clusters/c/nodes?limit=500',
    ],
    [
      'results',
      () =>
        client.results('c', {
          status: ['fail', 'warn'],
          category: [],
          severity: ['required'],
        }),
      'GET /api/runai/clusters/c/results?status=fail&status=warn&severity=required',
    ],
    [
      'result',
      () =>
        client.result('c', 'gpu.node-driver', { limit: 50, status: ['fail'] }),
      'GET /api/runai/clusters/c/results/gpu.node-driver?limit=50&status=fail',
    ],
    [
      'access, with what the proxy needs',
      () => client.access('c', { proxy: true }),
      'GET /api/runai/clusters/c/access?proxy=true',
    ],
    [
      'audit, filtered',
      () => client.audit('c', { limit: 20, filter: { outcome: ['denied'] } }),
      'GET /api/runai/clusters/c/audit?limit=20&filter=outcome%3Ddenied',
    ],
    ['runs', () => client.runs('c'), 'GET /api/runai/clusters/c/runs'],
    [
      'run from its start',
      () => client.run('c', 'r1', { after: 0 }),
      'GET /api/runai/clusters/c/runs/r1?after=0',
    ],
    [
      'history',
      () =>
        client.history('c', {
          since: '2026-11-01T00:00:00Z',
          filter: { checkId: 'gpu.node-driver' },
        }),
      'GET /api/runai/clusters/c/history?since=2026-11-01T00%3A00%3A00Z&filter=checkId%3Dgpu.node-driver',
    ],
    [
      'the days of a history',
      () =>
        client.historyDays('c', {
          axis: ['health', 'install'],
          zone: 'Europe/Berlin',
        }),
      'GET /api/runai/clusters/c/history/days?axis=health&axis=install&zone=Europe%2FBerlin',
    ],
    ['checks', () => client.checks(), 'GET /api/runai/checks'],
    ['sources', () => client.sources(), 'GET /api/runai/sources'],
    [
      'check',
      () => client.check('gpu.node-driver'),
      'GET /api/runai/checks/gpu.node-driver',
    ],
    ['profiles', () => client.profiles(), 'GET /api/runai/profiles'],
    [
      'profile',
      () => client.profile('runai-2021.04'),
      'GET /api/runai/profiles/runai-2021.04',
    ],
    ['install', () => client.install('c'), 'GET /api/runai/clusters/c/install'],
    [
      'cancelRun',
      () => client.cancelRun('c', 'r1'),
      'DELETE /api/runai/clusters/c/runs/r1',
    ],
  ])('asks for %s', async (_, call, request) => {
    await call();
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      request,
    ]);
  });

  it('starts a run and says whether it joined one', async () => {
    answer = { status: 202, body: { id: 'r1' } };
    await expect(
      client.startRun('c', { subject: 'gpu-07', checks: ['gpu.node-driver'] }),
    ).resolves.toEqual({
      run: { id: 'r1' },
      joined: false,
    });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      body: '{"subject":"gpu-07","checks":["gpu.node-driver"]}',
    });

    answer = { status: 200, body: { id: 'r1' } };
    await expect(client.startRun('c')).resolves.toMatchObject({ joined: true });
  });

  it('sends the token it is given', async () => {
    await client.fleet({ token: 'abc' });
    expect(seen[0].authorization).toBe('Bearer abc');
  });

  it('rejects with the error that the backend names', async () => {
    const error = {
      name: 'NotFoundError',
      message: 'No cluster is called "x"',
    };
    answer = { status: 404, body: { error, response: { statusCode: 404 } } };
    await expect(client.cluster('x')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: error,
    });
  });

  it('stops when its caller gives up', async () => {
    const controller = new AbortController();
    controller.abort(new Error('gone'));
    await expect(client.fleet({ signal: controller.signal })).rejects.toThrow(
      'gone',
    );
  });

  it('follows the cursor to the last page', async () => {
    const pages: Record<
      string,
      { items: number[]; totalItems: number; nextCursor?: string }
    > = {
      first: { items: [1, 2], totalItems: 3, nextCursor: 'next' },
      next: { items: [3], totalItems: 3 },
    };
    await expect(
      everyPage(async cursor => pages[cursor ?? 'first']),
    ).resolves.toEqual([1, 2, 3]);
  });
});
