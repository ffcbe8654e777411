import {
  cluster,
  crd,
  deployment,
  node,
  runaiConfig,
  type RunningCluster,
} from '.';
import { call } from './__testUtils__/call';

let running: RunningCluster;
const now = new Date('2026-05-20T12:00:00Z');

beforeEach(async () => {
  running = await cluster('gpu-prod')
    .kubernetes('1.20.2')
    .nodes(node('gpu-01').gpus(8, 'Tesla V100-SXM2-32GB').driver('450.80.02'))
    .objects(
      // The object before its definition, and neither with a namespace that is declared.
      runaiConfig(),
      crd('runaiconfigs.run.ai', { kind: 'RunaiConfig' }),
      deployment('runai', 'runai-operator'),
    )
    .account('portal-token', { user: 'portal', rules: 'all' })
    .account('reader-token', {
      user: 'reader',
      rules: [{ verbs: ['list'], apiGroups: [''], resources: ['nodes'] }],
    })
    .start({ now: () => now });
});
afterEach(async () => {
  await running.close();
});

const get = async (path: string, token?: string) =>
  (await call(running, path, { token })).json();
const operator = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'runai',
  name: 'runai-operator',
};
const deployments = '/apis/apps/v1/namespaces/runai/deployments';

it('serves what it was declared with', async () => {
  expect(await get('/version')).toMatchObject({
    gitVersion: 'v1.20.2',
    minor: '20',
  });
  expect((await get('/api/v1/nodes')).items[0]).toMatchObject({
    metadata: { labels: { 'nvidia.com/cuda.driver.rev': '02' } },
    status: { nodeInfo: { kubeletVersion: 'v1.20.2' } },
  });
  expect((await get('/apis/run.ai/v1/runaiconfigs')).items[0].kind).toBe(
    'RunaiConfig',
  );
  expect((await get('/api/v1/namespaces/runai')).status.phase).toBe('Active');
});

it('serves any version, and garbage as it stands', async () => {
  const odd = await cluster('odd').kubernetes('garbage').start({ tls: false });
  expect((await call(odd, '/version')).json().gitVersion).toBe('garbage');
  await odd.close();
});

it('can be changed while it runs', async () => {
  running.patch(operator, {
    status: { readyReplicas: null, unavailableReplicas: 1 },
  });
  const [changed] = (await get(deployments)).items;
  expect(changed.status.readyReplicas).toBeUndefined();
  expect(changed.status.unavailableReplicas).toBe(1);

  running.remove(operator);
  expect((await get(deployments)).items).toEqual([]);
});

it('removes with a namespace what is in it, and with a definition its objects', async () => {
  running.remove({ apiVersion: 'v1', kind: 'Namespace', name: 'runai' });
  expect((await get(deployments)).items).toEqual([]);
  expect((await get('/apis/run.ai/v1/runaiconfigs')).items).toEqual([]);

  running.put(runaiConfig());
  running.remove({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    name: 'runaiconfigs.run.ai',
  });
  expect((await call(running, '/apis/run.ai/v1/runaiconfigs')).status).toBe(
    404,
  );
});

it('knows accounts by token, and forgets a revoked one', async () => {
  expect((await get('/api/v1/nodes', 'reader-token')).kind).toBe('NodeList');
  expect(await get('/api/v1/pods', 'reader-token')).toMatchObject({
    code: 403,
  });
  running.revoke('reader-token');
  expect(await get('/api/v1/nodes', 'reader-token')).toMatchObject({
    code: 401,
  });
});

it('knows an account by its client certificate', async () => {
  const connect = running.clientCertificate('reader');
  const list = await call(running, '/api/v1/nodes', { token: null, connect });
  expect(list.status).toBe(200);
  const other = running.clientCertificate('somebody');
  const refused = await call(running, '/api/v1/nodes', {
    token: null,
    connect: other,
  });
  expect(refused.json().message).toContain('User "somebody" cannot list');
});

it('tells its own time', async () => {
  const { headers } = await call(running, '/version');
  expect(headers.date).toBe(now.toUTCString());
});

it('lists failing sub-checks of its readiness', async () => {
  running.failReadiness('etcd');
  const { status, text } = await call(running, '/readyz?verbose');
  expect(status).toBe(500);
  expect(text).toContain('[-]etcd failed: reason withheld');
  expect(text).toContain('[+]ping ok');
});

it('keeps a log of requests with who made them and what came of it', async () => {
  await get('/api/v1/nodes?limit=1', 'reader-token');
  await get('/version', 'nonsense');
  expect(running.requests).toEqual([
    {
      method: 'GET',
      path: '/api/v1/nodes',
      query: { limit: '1' },
      user: 'reader',
      status: 200,
    },
    {
      method: 'GET',
      path: '/version',
      query: {},
      user: undefined,
      status: 401,
    },
  ]);
});

it('writes a kubeconfig that names it', () => {
  const text = running.kubeconfig({ context: 'prod', user: 'reader' });
  expect(text).toContain(`server: ${running.server}`);
  expect(text).toContain('token: reader-token');
  expect(text).toContain('current-context: prod');
});

it('compresses long answers for clients that ask for it', async () => {
  running.put(
    ...Array.from({ length: 120 }, (_, index) => node(`node-${index}`).build()),
  );
  const { headers } = await call(running, '/api/v1/nodes', {
    headers: { 'accept-encoding': 'gzip' },
  });
  expect(headers['content-encoding']).toBe('gzip');
});

it('says which object it cannot take', () => {
  expect(() => running.put({ kind: 'Pod' })).toThrow(/not a Kubernetes object/);
  expect(() =>
    running.put({
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: 'x' },
    }),
  ).toThrow(/no resource Thing in group "example.com"/);
});
