import type { AuditPage } from '@runai-portal/backstage-plugin-runai-common';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import {
  ask,
  endAll,
  endLater,
  json,
  ON,
  portalBefore,
  portalOf,
  upstreamOf,
  type Answerer,
} from './__testUtils__/proxyPortal';
import { CLUSTER_TOKEN } from './__testUtils__/upstream';

jest.setTimeout(60_000);

afterEach(endAll);

async function simulated(): Promise<RunningCluster> {
  return endLater(
    await cluster('sim')
      .kubernetes('1.30.1')
      .nodes(node('gpu-1').gpus(8, 'Tesla V100-SXM2-32GB'))
      .start(),
  );
}

describe('the proxy', () => {
  it('hands on lists, tables and objects', async () => {
    const running = await simulated();
    const portal = await portalOf([{ running, settings: ON }]);
    const on = { cluster: 'sim' };
    const list = await ask(portal, '/api/v1/nodes?limit=500', on);
    expect(list.status).toBe(200);
    expect(list.json()).toMatchObject({
      kind: 'NodeList',
      items: [{ metadata: { name: 'gpu-1' } }],
    });
    const table = await ask(portal, '/api/v1/nodes', {
      ...on,
      headers: {
        accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
      },
    });
    expect(table.json()).toMatchObject({ kind: 'Table' });
    const missing = await ask(portal, '/api/v1/nodes/none', on);
    expect(missing.json()).toMatchObject({
      kind: 'Status',
      reason: 'NotFound',
      message: 'nodes "none" not found',
    });
  });

  it('sends what it built, and nothing of the caller', async () => {
    const { upstream, portal } = await portalBefore(json);
    await ask(portal, '/api/v1/pods?labelSelector=a%3Db&timeout=3s', {
      headers: {
        accept: 'application/json',
        cookie: 'session=1',
        'x-remote-user': 'admin',
        'x-forwarded-for': '10.0.0.1',
        'user-agent': 'kubectl',
        'x-anything': 'x',
      },
    });
    expect(upstream.requests).toEqual([
      {
        method: 'GET',
        url: '/api/v1/pods?labelSelector=a%3Db',
        bodyBytes: 0,
        rawHeaders: [
          'host',
          expect.stringMatching(/^127\.0\.0\.1:\d+$/),
          'connection',
          'keep-alive',
          'accept',
          'application/json',
          'user-agent',
          'runai-backstage-proxy',
          'authorization',
          `Bearer ${CLUSTER_TOKEN}`,
        ],
      },
    ]);
  });

  it('answers with headers of a closed set, so that nothing becomes a page or is kept', async () => {
    const { portal } = await portalBefore((_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'set-cookie': 'a=b',
        'audit-id': 'x',
        warning: '299 - "old"',
        location: 'http://elsewhere',
        'access-control-allow-origin': '*',
      });
      response.end('{}');
    });
    const { headers } = await ask(portal, '/api/v1/pods');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'audit-id': 'x',
      warning: '299 - "old"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store, no-transform',
    });
    for (const name of [
      'set-cookie',
      'location',
      'access-control-allow-origin',
      'content-encoding',
    ]) {
      expect(headers).not.toHaveProperty(name);
    }
  });

  it.each<[string, string, number, string, object]>([
    ['DELETE', '/api/v1/namespaces/a/pods/b', 405, 'MethodNotAllowed', {}],
    ['POST', '/api/v1/namespaces/a/pods', 405, 'MethodNotAllowed', {}],
    ['PATCH', '/api/v1/nodes/n', 405, 'MethodNotAllowed', {}],
    ['OPTIONS', '/api/v1/nodes', 405, 'MethodNotAllowed', {}],
    ['GET', '/api/v1/secrets', 403, 'Forbidden', {}],
    ['GET', '/api/v1/nodes/n/proxy/metrics', 403, 'Forbidden', {}],
    ['GET', '/api/v1/%6eodes', 400, 'BadRequest', {}],
    ['GET', '', 400, 'BadRequest', {}],
    ['GET', '/api/v1/pods?watch=1', 400, 'BadRequest', {}],
    ['GET', '/api/v1/nodes', 403, 'Forbidden', { 'Impersonate-User': 'admin' }],
    ['GET', '/api/v1/nodes', 403, 'Forbidden', { impersonate_group: 'x' }],
  ])(
    'refuses %s %s with %d as an API server would',
    async (method, path, code, reason, headers) => {
      const { upstream, portal } = await portalBefore(json);
      const answer = await ask(portal, path, {
        method,
        headers: { ...headers },
      });
      expect(answer.status).toBe(code);
      expect(answer.json()).toMatchObject({
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason,
        code,
        message: expect.any(String),
      });
      expect(upstream.requests).toEqual([]);
    },
  );

  it('is off where nobody turned it on, and where nobody decides on permissions', async () => {
    const upstream = await upstreamOf(json);
    const off = await portalOf([{ running: upstream }]);
    const answer = await ask(off, '/version');
    expect([answer.status, answer.json().message]).toEqual([
      403,
      expect.stringContaining('kubernetesProxy: {enabled: true}'),
    ]);
    expect((await off.get('/clusters/up')).body.kubernetesProxy).toEqual({
      enabled: false,
      reason: answer.json().message,
      resources: [],
    });
    const undecided = await portalOf([{ running: upstream, settings: ON }], {
      allowWithoutPermissions: false,
    });
    expect((await ask(undecided, '/version')).json().message).toContain(
      'permission.enabled: true',
    );
    expect(upstream.requests).toEqual([]);
  });

  it('knows no cluster that is not there, in Kubernetes’ words', async () => {
    const { portal } = await portalBefore(json);
    for (const name of ['none', 'a%2Fb', 'a@b']) {
      const answer = await ask(portal, '/version', { cluster: name });
      expect(answer.status).toBe(404);
      expect(answer.json()).toMatchObject({ kind: 'Status', code: 404 });
    }
  });

  it.each<[string, Answerer, number, string]>([
    [
      'redirects',
      (_request, response) =>
        response
          .writeHead(302, { location: 'http://169.254.169.254/latest' })
          .end(),
      502,
      'UpstreamRedirect',
    ],
    [
      'refuses the credentials of the portal',
      (_request, response) => response.writeHead(401).end('{}'),
      502,
      'UpstreamUnauthorized',
    ],
    [
      'sends a page',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      502,
      'UpstreamMalformed',
    ],
    [
      'sends a page as an error',
      (_request, response) =>
        response.writeHead(503, { 'content-type': 'text/html' }).end('<html>'),
      502,
      'UpstreamMalformed',
    ],
    [
      'announces more than is read',
      (_request, response) =>
        response
          .writeHead(200, {
            'content-type': 'application/json',
            'content-length': String(25 * 1024 * 1024),
          })
          .write('x'),
      502,
      'UpstreamTooLarge',
    ],
    [
      'closes the connection',
      request => request.socket.destroy(),
      502,
      'UpstreamUnreachable',
    ],
    [
      'does not speak HTTP',
      request => request.socket.end('SSH-2.0\r\n'),
      502,
      'UpstreamMalformed',
    ],
  ])('says so where the cluster %s', async (_what, answerer, code, reason) => {
    const { portal } = await portalBefore(answerer);
    const answer = await ask(portal, '/version');
    expect(answer.status).toBe(code);
    expect(answer.json()).toMatchObject({ kind: 'Status', reason });
    expect(answer.text).not.toContain(CLUSTER_TOKEN);
    expect(answer.headers).not.toHaveProperty('location');
  });

  it.each([200, 403, 500])(
    'hands on no credential that a cluster repeats, with %d',
    async status => {
      const { portal } = await portalBefore((request, response) => {
        const sent = JSON.stringify(request.headers);
        response.writeHead(status, {
          'content-type': 'application/json',
          warning: `299 - "${request.headers.authorization}"`,
        });
        const middle = sent.indexOf(CLUSTER_TOKEN) + 5;
        response.write(sent.slice(0, middle), () =>
          setImmediate(() => response.end(sent.slice(middle))),
        );
      });
      const answer = await ask(portal, '/api/v1/pods');
      expect(answer.status).toBe(status);
      expect(answer.json().authorization).toBe('Bearer <redacted>');
      expect(answer.headers.warning).toBe('299 - "Bearer <redacted>"');
    },
  );

  it('hands on no credential of a server that sends back whatever it gets', async () => {
    const { portal } = await portalBefore((request, response) => {
      response.socket?.end(`${request.headers.authorization}\r\n\r\n`);
    });
    const answer = await ask(portal, '/api/v1/pods');
    expect(answer.json()).toMatchObject({ reason: 'UpstreamMalformed' });
    expect(answer.text).not.toContain(CLUSTER_TOKEN);
  });

  it('writes down every request with its parts, and neither query, token nor body', async () => {
    const running = await simulated();
    const portal = await portalOf([{ running, settings: ON }]);
    const on = { cluster: 'sim' };
    await ask(portal, '/api/v1/nodes/gpu-1', on);
    await ask(portal, '/api/v1/namespaces/a/secrets/b', on);
    await ask(portal, '/api/v1/pods?labelSelector=secret%3Dvalue', on);
    await ask(portal, '/..%2f', on);
    const { items } = await portal.until<AuditPage>(
      '/clusters/sim/audit',
      page => page.totalItems === 4,
    );
    const byTarget = (resource: string | undefined) =>
      items.find(({ target }) => target?.resource === resource);
    expect(byTarget('nodes')).toMatchObject({
      actor: 'user:default/vera',
      action: 'proxy',
      outcome: 'allowed',
      status: 200,
      bytes: expect.any(Number),
      durationMs: expect.any(Number),
      target: { verb: 'get', group: '', resource: 'nodes', name: 'gpu-1' },
    });
    expect(byTarget('secrets')).toMatchObject({
      outcome: 'denied',
      status: 403,
      reason: 'ResourceNotAllowed',
    });
    expect(byTarget(undefined)).toMatchObject({
      outcome: 'denied',
      status: 400,
      reason: 'MalformedPath',
    });
    expect(JSON.stringify(items)).not.toContain('value');
  });
});
