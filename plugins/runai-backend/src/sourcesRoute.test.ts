import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { ClusterSourceState } from '@runai-portal/backstage-plugin-runai-common';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import { startPortal, type TestPortal } from './__testUtils__/startPortal';

jest.setTimeout(60_000);

let running: RunningCluster;
let folder: string;
let portal: TestPortal;

beforeAll(async () => {
  running = await cluster('GPU Prod')
    .kubernetes('1.20.2')
    .nodes(node('gpu-1').gpus(8, 'Tesla V100-SXM2-32GB'))
    .start();
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
  portal = await startPortal({
    clusters: [{ running }],
    runai: {
      sources: [
        { type: 'simulated' },
        { type: 'kubeconfig', path: join(folder, 'missing') },
      ],
      clusters: [
        {
          name: 'gpu-prod',
          title: 'GPU production',
          owner: 'group:default/ml-platform',
          system: 'compute',
          lifecycle: 'production',
          labels: { team: 'vision' },
          uses: ['inference'],
        },
      ],
    },
    sourceIntervals: { everyMs: 200, againMs: 200 },
  });
});
afterAll(async () => {
  await portal?.close();
  await running?.close();
  await rm(folder, { recursive: true, force: true });
});

async function sources(): Promise<ClusterSourceState[]> {
  const answer = await fetch(`${portal.origin}/api/runai/sources`, {
    headers: { Authorization: mockCredentials.service.header() },
  });
  const text = await answer.text();
  expect([answer.status, text]).toEqual([200, expect.any(String)]);
  expect(text).not.toContain(running.token());
  return JSON.parse(text).items;
}

async function until(
  holds: (of: ClusterSourceState[]) => boolean,
): Promise<ClusterSourceState[]> {
  for (;;) {
    const items = await sources();
    if (holds(items)) {
      return items;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

it('tells services of every source, its state, its clusters and what was seen of them', async () => {
  const [simulated, missing] = await until(
    ([{ clusters }]) => clusters[0]?.gpuProducts !== undefined,
  );
  const { server, caData = '' } = running.connection();
  expect(simulated).toMatchObject({
    type: 'simulated',
    label: 'simulated',
    state: 'answered',
    answeredAt: expect.any(String),
  });
  expect(simulated.clusters).toMatchObject([
    {
      name: 'gpu-prod',
      sourceName: 'GPU Prod',
      title: 'GPU production',
      owner: 'group:default/ml-platform',
      system: 'compute',
      lifecycle: 'production',
      environment: 'trial',
      profile: 'runai-2021.04',
      labels: { team: 'vision' },
      uses: ['inference'],
      apiServer: { server, caData: new X509Certificate(caData).toString() },
      platform: { kubernetesVersion: expect.stringContaining('1.20.2') },
      gpuProducts: [expect.stringContaining('V100')],
    },
  ]);
  expect(missing).toEqual({
    type: 'kubeconfig',
    label: join(folder, 'missing'),
    state: 'failed',
    message: expect.stringContaining('missing'),
    clusters: [],
  });
});

it('refuses people, in words that tell of no cluster', async () => {
  const { status, body } = await portal.get('/sources');
  expect(status).toBe(403);
  expect(body.error.name).toBe('NotAllowedError');
  expect(JSON.stringify(body)).not.toContain('gpu-prod');
});

it('keeps what was seen while a cluster cannot be reached, and what a source had while it fails', async () => {
  const file = join(folder, 'missing');
  const { server, caData } = running.connection();
  const ca = Buffer.from(caData ?? '').toString('base64');
  await writeFile(
    file,
    JSON.stringify({
      'current-context': 'beside',
      clusters: [
        {
          name: 'c',
          cluster: {
            // Another server than the other source's, so that it is a cluster of its own.
            server: `${server}/beside`,
            'certificate-authority-data': ca,
          },
        },
      ],
      users: [{ name: 'u', user: { token: 'a-token-of-the-file' } }],
      contexts: [{ name: 'beside', context: { cluster: 'c', user: 'u' } }],
    }),
  );
  const [, read] = await until(([, { state }]) => state === 'answered');
  expect(read.clusters.map(({ name }) => name)).toEqual(['beside']);
  expect(JSON.stringify(read)).not.toContain('a-token-of-the-file');

  await rm(file);
  await running.close();
  await portal.poll();
  const [simulated, failed] = await until(
    ([, { state }]) => state === 'failed',
  );
  expect(failed.clusters.map(({ name }) => name)).toEqual(['beside']);
  await portal.until<{ connection: { state: string } }>(
    '/clusters/gpu-prod',
    ({ connection }) => connection.state === 'unreachable',
  );
  const [unreachable] = await sources();
  expect(unreachable.clusters).toEqual(simulated.clusters);
});
