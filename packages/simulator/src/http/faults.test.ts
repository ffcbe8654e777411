import { cluster, node, type RunningCluster } from '..';
import { call } from '../__testUtils__/call';

let running: RunningCluster;

beforeAll(async () => {
  running = await cluster('faulty')
    .nodes(node('a'), node('b'))
    .account('token', { user: 'portal', rules: 'all' })
    .start();
});
afterEach(() => running.fault(undefined));
afterAll(async () => {
  await running.close();
});

const nodes = '/api/v1/nodes';
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    error => error.code,
  );

it('refuses with a Status, and says when to come back', async () => {
  running.fault({ kind: 'status', status: 503, retryAfterSeconds: 7 });
  const answer = await call(running, nodes);
  expect(answer.status).toBe(503);
  expect(answer.headers['retry-after']).toBe('7');
  expect(answer.json()).toMatchObject({
    kind: 'Status',
    reason: 'ServiceUnavailable',
  });
});

it('throttles as API Priority and Fairness does', async () => {
  running.fault({ kind: 'status', status: 429 });
  const answer = await call(running, nodes);
  expect(answer.headers).toMatchObject({
    'retry-after': '1',
    'x-kubernetes-pf-flowschema-uid': expect.any(String),
  });
});

it('is well again after as many times as it was told', async () => {
  running.fault({ kind: 'status', status: 500, times: 2 });
  const statuses = [];
  for (let i = 0; i < 3; i++) {
    statuses.push((await call(running, nodes)).status);
  }
  expect(statuses).toEqual([500, 500, 200]);
});

it('meets only the requests that match', async () => {
  running.fault({ kind: 'status', status: 403, match: /^GET \/version/ });
  expect((await call(running, '/version')).status).toBe(403);
  expect((await call(running, nodes)).status).toBe(200);
});

it('never answers while it is silent', async () => {
  running.fault({ kind: 'silent' });
  expect(await codeOf(call(running, nodes, { headersTimeout: 100 }))).toBe(
    'UND_ERR_HEADERS_TIMEOUT',
  );
});

it('stops in the middle of the body when half open', async () => {
  running.fault({ kind: 'halfOpen' });
  expect(await codeOf(call(running, nodes, { bodyTimeout: 100 }))).toBe(
    'UND_ERR_BODY_TIMEOUT',
  );
});

it('sends JSON that ends in the middle', async () => {
  running.fault({ kind: 'truncate' });
  const answer = await call(running, nodes);
  expect(answer.status).toBe(200);
  expect(answer.json).toThrow(SyntaxError);
});

it('resets connections, over TLS too', async () => {
  running.fault({ kind: 'reset' });
  expect(await codeOf(call(running, nodes))).toBe('ECONNRESET');
});

it('redirects, and answers with a page', async () => {
  running.fault({ kind: 'redirect', location: 'https://sso.example.com/' });
  expect(await call(running, nodes)).toMatchObject({
    status: 302,
    headers: { location: 'https://sso.example.com/' },
  });
  running.fault({ kind: 'html' });
  expect((await call(running, nodes)).headers['content-type']).toContain(
    'text/html',
  );
});

it('sends as many bytes as it was told', async () => {
  running.fault({ kind: 'oversize', bytes: 300_000 });
  expect((await call(running, nodes)).text.length).toBeGreaterThanOrEqual(
    300_000,
  );
});

it('shows another certificate, and its own again afterwards', async () => {
  running.fault({ kind: 'wrongCertificate' });
  expect(await codeOf(call(running, nodes))).toBe(
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  );
  running.fault({ kind: 'expiredCertificate' });
  expect(await codeOf(call(running, nodes))).toBe('CERT_HAS_EXPIRED');
  running.fault(undefined);
  expect((await call(running, nodes)).status).toBe(200);
});

it('closes while clients wait for an answer', async () => {
  const silent = await cluster('silent').start();
  silent.fault({ kind: 'silent' });
  const waiting = codeOf(call(silent, nodes));
  await new Promise<void>(resolve => silent.onRequest(() => resolve()));
  await silent.close();
  expect(await waiting).not.toBe('no error');
});
