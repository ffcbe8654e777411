import { chmod, writeFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import type {
  ClusterDetail,
  ClusterSummary,
  Page,
} from '@runai-portal/backstage-plugin-runai-common';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import { kubeconfigOf } from './__testUtils__/kubeconfig';
import { startPortal, type TestPortal } from './__testUtils__/startPortal';

jest.setTimeout(90_000);

const directory = createMockDirectory();
const ended: (() => Promise<void>)[] = [];

async function gpuCluster(name: string): Promise<RunningCluster> {
  const running = await cluster(name)
    .kubernetes('1.20.2')
    .nodes(node('gpu-1').gpus(8, 'Tesla V100'))
    .start();
  ended.push(() => running.close());
  return running;
}

async function portal(files: readonly string[]): Promise<TestPortal> {
  const started = await startPortal({
    runai: {
      sources: files.map(file => ({
        type: 'kubeconfig',
        path: directory.resolve(file),
        allowExec: true,
      })),
    },
  });
  ended.push(() => started.close());
  return started;
}

const stateOf = (state: string) => (detail: ClusterDetail) =>
  detail.connection.state === state;

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) {
    await end();
  }
  directory.clear();
});

it('starts with five kubeconfigs of which one is well, and says of each other what to mend', async () => {
  const well = await gpuCluster('well');
  const other = await gpuCluster('other');
  other.fault({ kind: 'wrongCertificate' });
  const { server, caData, token } = well.connection();
  const plugin = directory.resolve('get-token');
  const plugged = kubeconfigOf({
    contexts: ['plugged'],
    server,
    caData,
    user: {
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: plugin,
        interactiveMode: 'Never',
      },
    },
  });
  const ofToken = { server, caData, user: { token } };
  directory.setContent({
    'healthy.yaml': kubeconfigOf({ ...ofToken, contexts: ['healthy'] }),
    'authority.yaml': kubeconfigOf({
      ...ofToken,
      server: other.connection().server,
      contexts: ['authority'],
    }),
    'garbled.yaml': kubeconfigOf({
      ...ofToken,
      'certificate-authority-data': Buffer.from('no PEM').toString('base64'),
      contexts: ['garbled'],
    }),
    'plugged.yaml': plugged,
  });

  const { until, post, get } = await portal([
    'healthy.yaml',
    'authority.yaml',
    'garbled.yaml',
    'plugged.yaml',
    'late.yaml',
  ]);
  const { items } = await until<Page<ClusterSummary>>(
    '/clusters',
    page =>
      page.totalItems === 5 &&
      page.items.every(({ connection }) => connection.state !== 'unknown'),
  );

  expect(
    Object.fromEntries(
      items.map(({ name, connection: { state, reason, message } }) => [
        name,
        [state, reason, message],
      ]),
    ),
  ).toEqual({
    healthy: ['connected', undefined, expect.any(String)],
    authority: ['tlsError', 'TlsError', expect.stringContaining('authority')],
    garbled: [
      'misconfigured',
      'BadCertificate',
      expect.stringMatching(
        /garbled\.yaml, line \d+: clusters\[the-cluster\]\.cluster\.certificate-authority-data does not hold a certificate/,
      ),
    ],
    plugged: [
      'misconfigured',
      'MissingPlugin',
      expect.stringContaining(`${plugin} of user the-user is not installed`),
    ],
    'late-yaml': [
      'misconfigured',
      'SourceUnreadable',
      expect.stringContaining('late.yaml does not exist'),
    ],
  });
  const refused = await post('/clusters/garbled/runs');
  expect(refused.status).toBe(409);
  expect(refused.body.error.message).toContain('certificate-authority-data');

  await writeFile(
    plugin,
    `#!/bin/sh\ncat <<END\n${JSON.stringify({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token },
    })}\nEND\n`,
  );
  await chmod(plugin, 0o755);
  directory.addContent({
    'late.yaml': kubeconfigOf({ ...ofToken, contexts: ['late'] }),
  });
  await until('/clusters/plugged', stateOf('connected'));
  await until('/clusters/late', stateOf('connected'));
  expect((await get('/clusters/late-yaml')).status).toBe(404);
  expect((await get('/clusters')).body.totalItems).toBe(5);
});

it('has a row and a page for each name, however it is written', async () => {
  const running = await gpuCluster('gpu');
  const { server, caData, token } = running.connection();
  const contexts = [
    '//gkemulticloud.googleapis.com/projects/x/locations/europe-west1/awsClusters/prod',
    'arn:aws:eks:eu-central-1:123456789012:cluster/gpu',
    'bc-test-context/../../..',
    'default/api-ocp-example-org:6443/kube:admin',
    'garden-team--prod',
    'Größe 1',
    'Größe 1.',
    '日本',
  ];
  const user = { token };
  directory.setContent({
    kubeconfig: kubeconfigOf({ contexts, server, caData, user }),
  });
  const { get, until } = await portal(['kubeconfig']);
  const { items } = await until<Page<ClusterSummary>>(
    '/clusters',
    page =>
      page.totalItems === contexts.length &&
      page.items.every(({ connection }) => connection.state === 'connected'),
  );
  expect(items.map(({ title }) => title).sort()).toEqual([...contexts].sort());
  for (const { name, title } of items) {
    expect(name).toMatch(/^[a-z0-9-]{1,63}$/);
    expect((await get(`/clusters/${name}`)).body).toMatchObject({
      sourceName: title,
      title,
    });
  }
});

it('follows a file that gets another cluster, and keeps its clusters while it is broken', async () => {
  const running = await gpuCluster('gpu');
  const { server, caData, token } = running.connection();
  const content = (...contexts: string[]) =>
    kubeconfigOf({ contexts, server, caData, user: { token } });
  directory.setContent({ kubeconfig: content('one', 'two') });
  const { get, until } = await portal(['kubeconfig']);
  await until('/clusters/two', stateOf('connected'));

  directory.addContent({ kubeconfig: content('one', 'three') });
  await until('/clusters/three', stateOf('connected'));
  expect((await get('/clusters/two')).status).toBe(404);

  directory.addContent({ kubeconfig: 'contexts: [' });
  const row = await until<ClusterDetail>(
    '/clusters/kubeconfig',
    stateOf('misconfigured'),
  );
  expect(row.connection.message).toContain('that it had last are kept');
  expect((await get('/clusters/one')).status).toBe(200);
  expect((await get('/clusters/three')).status).toBe(200);

  directory.addContent({ kubeconfig: content('one') });
  await until<Page<ClusterSummary>>(
    '/clusters',
    ({ totalItems }) => totalItems === 1,
  );
});
