import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import type {
  CheckSummary,
  ClusterDetail,
  ClusterSummary,
  FleetTotals,
  HistoryDays,
  HistoryPage,
  NodeView,
  Page,
  Run,
} from '@runai-portal/backstage-plugin-runai-common';
import { startPortal, type TestPortal } from './__testUtils__/startPortal';

jest.setTimeout(60_000);

const ended: (() => Promise<void>)[] = [];

async function gpuCluster(name: string): Promise<RunningCluster> {
  const running = await cluster(name)
    .kubernetes('1.20.2')
    .nodes(
      node('cp-1').controlPlane(),
      node('gpu-1').gpus(8, 'Tesla V100-SXM2-32GB'),
    )
    .start();
  ended.push(() => running.close());
  return running;
}

async function portal(
  options: Parameters<typeof startPortal>[0],
): Promise<TestPortal> {
  const started = await startPortal(options);
  ended.push(() => started.close());
  return started;
}

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) {
    await end();
  }
});

describe('the runai backend', () => {
  it('keeps three clusters apart: one refuses the token, one is silent, one is well', async () => {
    const refused = await gpuCluster('refused');
    refused.revoke(refused.token());
    const silent = await gpuCluster('silent');
    silent.fault({ kind: 'silent' });
    const well = await gpuCluster('well');
    const { get, until } = await portal({
      clusters: [refused, silent, well].map(running => ({ running })),
    });

    const { items } = await until<Page<ClusterSummary>>(
      '/clusters',
      ({ items: [first, , third] }) =>
        first.connection.state !== 'unknown' &&
        third.readiness.state !== 'notChecked',
    );

    expect(items.map(({ name }) => name)).toEqual([
      'refused',
      'silent',
      'well',
    ]);
    expect(items[0]).toMatchObject({
      connection: { state: 'authFailed', reason: 'Unauthorized' },
      health: { state: 'unknown' },
    });
    expect(items[0].capacity).toBeUndefined();
    expect(items[1].polling?.since).toEqual(expect.any(String));
    expect(items[1].connection.state).toBe('unknown');
    expect(items[1].capacity).toBeUndefined();
    expect(items[2]).toMatchObject({
      connection: { state: 'connected' },
      health: { state: 'healthy' },
      capacity: { nodes: { total: 2, ready: 2 } },
      stale: false,
    });

    const fleet: FleetTotals = (await get('/fleet')).body;
    expect(fleet).toMatchObject({
      clusters: 3,
      counted: 1,
      gpus: { total: 8, allocatable: 8 },
      sourceTypes: expect.arrayContaining(['kubeconfig']),
      connection: { authFailed: 1, connected: 1, unknown: 1 },
    });
    expect(fleet.notCounted).toEqual([
      { name: 'refused', reason: 'does not accept the credentials' },
      { name: 'silent', reason: 'not looked at yet' },
    ]);

    const late = await until<ClusterDetail>(
      '/clusters/silent',
      ({ connection }) => connection.state === 'unreachable',
    );
    expect(late.connection.reason).toBe('Timeout');
    expect(late.health.state).toBe('unknown');
    const install = (await get('/clusters/silent/install')).body;
    expect(install).toMatchObject({ state: 'unknown', services: [] });
    expect(install.cluster.reason).toBe('Timeout');
    expect(install).not.toHaveProperty('workloads');
  });

  it('has nothing in its history when it has looked for the first time', async () => {
    const running = await gpuCluster('new');
    const { get, until } = await portal({ clusters: [{ running }] });
    const { observedAt } = await until<ClusterDetail>(
      '/clusters/new',
      ({ readiness }) => readiness.state !== 'notChecked',
    );
    const history: HistoryPage = (await get('/clusters/new/history')).body;
    expect(history.items).toEqual([]);
    expect(history.totalItems).toBe(0);
    expect(history.gaps).toHaveLength(1);
    expect(history.gaps[0].to <= String(observedAt)).toBe(true);
  });

  it('gives the last days of every axis, whatever zone the reader lives in', async () => {
    const running = await gpuCluster('new');
    const { get, until } = await portal({ clusters: [{ running }] });
    await until<ClusterDetail>(
      '/clusters/new',
      ({ connection }) => connection.state === 'connected',
    );
    const axes: HistoryDays = (
      await get('/clusters/new/history/days?days=3&zone=Pacific/Auckland')
    ).body;
    expect(axes.items.map(({ axis }) => axis)).toEqual([
      'connection',
      'health',
      'readiness',
      'install',
    ]);
    const [{ days }] = axes.items;
    expect(days.map(({ state }) => state)).toEqual([
      undefined,
      undefined,
      'connected',
    ]);
    const check: HistoryDays = (
      await get('/clusters/new/history/days?checkId=platform.nodes-ready')
    ).body;
    expect(check.items).toMatchObject([{ checkId: 'platform.nodes-ready' }]);
    expect(check.items[0].days).toHaveLength(30);
  });

  it('compares the beginning of a history as a time', async () => {
    const running = await gpuCluster('new');
    const { get, until } = await portal({ clusters: [{ running }] });
    await until<ClusterDetail>(
      '/clusters/new',
      ({ connection }) => connection.state === 'connected',
    );
    const gapsSince = async (since: string) => {
      const path = `/clusters/new/history?since=${encodeURIComponent(since)}`;
      return (await get(path)).body.gaps;
    };
    const [gap] = await gapsSince('2026-11-24T12:00:00+02:00');
    expect(gap.from).toBe('2026-11-24T10:00:00.000Z');
    expect(await gapsSince('2026-11-24T10:00:00Z')).toEqual([gap]);
  });

  it('fixture 48: keeps the last values of a cluster that goes away, and sees it come back', async () => {
    const running = await gpuCluster('well');
    const { get, poll, until } = await portal({ clusters: [{ running }] });
    const seen = await until<ClusterDetail>(
      '/clusters/well',
      ({ readiness }) => readiness.state !== 'notChecked',
    );

    running.fault({ kind: 'reset' });
    await poll();
    const gone = await until<ClusterDetail>(
      '/clusters/well',
      ({ connection }) => connection.state === 'unreachable',
    );
    expect(gone.stale).toBe(true);
    expect(gone.capacity).toEqual(seen.capacity);
    expect(gone.health.state).toBe('healthy');
    expect(gone.readiness.state).toBe(seen.readiness.state);
    expect(gone.readiness.checkedAt).toBe(seen.readiness.checkedAt);

    running.fault();
    await until<ClusterDetail>('/clusters/well', ({ polling, connection }) => {
      if (!polling) {
        poll();
      }
      return connection.state === 'connected';
    });
    const history: HistoryPage = (
      await get('/clusters/well/history?filter=axis=connection')
    ).body;
    expect(history.items.map(({ from, to }) => [from, to])).toEqual([
      ['unreachable', 'connected'],
      ['connected', 'unreachable'],
    ]);
  });

  it('runs checks when it is asked, tells how far it is, and keeps what other checks said', async () => {
    const running = await gpuCluster('well');
    const { get, post, until } = await portal({ clusters: [{ running }] });
    await until<ClusterDetail>(
      '/clusters/well',
      ({ readiness }) => readiness.state !== 'notChecked',
    );
    const before = (await get('/clusters/well/results')).body.items;

    running.patch(
      { apiVersion: 'v1', kind: 'Node', name: 'gpu-1' },
      {
        status: {
          conditions: [
            { type: 'Ready', status: 'False', reason: 'KubeletNotReady' },
          ],
        },
      },
    );
    const started = await post('/clusters/well/runs', {
      checks: ['platform.nodes-ready'],
    });
    expect(started.status).toBe(202);
    const run = await until<Run>(
      `/clusters/well/runs/${started.body.id}`,
      ({ status }) => status === 'completed',
    );
    expect(run).toMatchObject({
      trigger: 'user',
      startedBy: 'user:default/vera',
      progress: { done: 1, total: 1 },
      changes: { fixed: [], broken: ['platform.nodes-ready'] },
    });
    expect(run.requests).toBeGreaterThan(0);
    expect(run.events.map(({ seq }) => seq)).toEqual(
      run.events.map((_, index) => index + 1),
    );
    const rest = await get(`/clusters/well/runs/${run.id}?after=1`);
    expect(rest.body.events).toEqual(run.events.slice(1));

    const after = (await get('/clusters/well/results')).body.items;
    expect(after).toHaveLength(before.length);
    const ready = (
      await get(
        '/clusters/well/results/platform.nodes-ready?status=fail&status=warn',
      )
    ).body;
    expect(ready.items[0].checkId).toBe('platform.nodes-ready');
    await until<Page<NodeView>>(
      '/clusters/well/nodes?filter=problem=true',
      ({ items }) => items.some(({ name }) => name === 'gpu-1'),
    );
  });

  it('counts what a source states where nothing can be observed, and says that it was stated', async () => {
    const note = { by: 'user:default/piet', value: true, note: 'Seen by hand' };
    const { get, until } = await portal({
      clusters: [
        {
          running: await gpuCluster('stated'),
          attestations: {
            'network.egress': note,
            'platform.kubernetes-version': { ...note, value: false },
          },
        },
      ],
    });
    const { readiness } = await until<ClusterDetail>(
      '/clusters/stated',
      ({ readiness: { checkedAt } }) => checkedAt !== undefined,
    );

    expect(readiness.attested).toBe(1);
    const { body } = await get('/clusters/stated/results/network.egress');
    expect(body.items).toMatchObject([
      { status: 'skipped', attestation: { by: 'user:default/piet' } },
    ]);
    const results = await get('/clusters/stated/results');
    const version = results.body.items.find(
      ({ checkId }: CheckSummary) => checkId === 'platform.kubernetes-version',
    );
    expect(version).toMatchObject({ status: 'pass' });
    expect(version.attestation).toBeUndefined();
  });

  it('joins a run that is under way, and cancels it', async () => {
    const running = await gpuCluster('well');
    const {
      post,
      until,
      delete: remove,
    } = await portal({
      clusters: [{ running }],
    });
    await until<ClusterDetail>(
      '/clusters/well',
      ({ readiness }) => readiness.state !== 'notChecked',
    );
    running.fault({ kind: 'silent' });

    const [first, second] = await Promise.all([
      post('/clusters/well/runs'),
      post('/clusters/well/runs'),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 202]);
    expect(first.body.id).toBe(second.body.id);

    const canceled = await remove(`/clusters/well/runs/${first.body.id}`);
    expect(canceled.status).toBe(202);
    const run = await until<Run>(
      `/clusters/well/runs/${first.body.id}`,
      ({ status }) => !['queued', 'running'].includes(status),
    );
    expect(run.status).toBe('canceled');
  });

  it('answers what is wrong with a request in one sentence', async () => {
    const running = await gpuCluster('well');
    const { get, post } = await portal({ clusters: [{ running }] });
    for (const [path, status, message] of [
      ['/clusters/other', 404, "There is no cluster 'other'"],
      ['/clusters?filter=colour=red', 400, "filter 'colour' is not known here"],
      ['/clusters?filter=health=ill', 400, "filter 'health' cannot be 'ill'"],
      ['/clusters?order=colour:asc', 400, "order 'colour' is not known here"],
      ['/clusters?limit=501', 400, 'must be <= 500'],
      ['/clusters?cursor=abc', 400, 'The cursor is not one'],
      [
        '/clusters/well/history?since=the-other-day',
        400,
        "since 'the-other-day' is no moment",
      ],
      [
        '/clusters/well/history?since=2026-11-24T10:00:00',
        400,
        'with Z or an offset',
      ],
      [
        '/clusters/well/history/days?zone=Mars/Olympus',
        400,
        "zone 'Mars/Olympus' is not known",
      ],
      ['/clusters?colour=red', 400, "Unknown query parameter 'colour'"],
      ['/clusters/well/results/no.such', 404, "There is no check 'no.such'"],
      ['/clusters/well/runs/no-such', 404, "There is no run 'no-such'"],
      ['/checks/no.such', 404, "There is no check 'no.such'"],
      ['/profiles/no-such', 404, "There is no profile 'no-such'"],
    ] as const) {
      const { status: got, body } = await get(path);
      expect([path, got, body.error.message]).toEqual([
        path,
        status,
        expect.stringContaining(message),
      ]);
    }
    const unknown = await post('/clusters/well/runs', { checks: ['no.such'] });
    expect(unknown.status).toBe(400);
    const elsewhere = await post('/clusters/well/runs', { subject: 'n' });
    expect(elsewhere.status).toBe(404);
    const probes = await post('/clusters/well/runs', { probes: true });
    expect(probes.status).toBe(400);
  });

  it('tells the catalogue, the profiles and the installation', async () => {
    const running = await gpuCluster('well');
    const { get, until } = await portal({ clusters: [{ running }] });
    await until<ClusterDetail>(
      '/clusters/well',
      ({ readiness }) => readiness.state !== 'notChecked',
    );
    const checks = (await get('/checks')).body.items;
    expect(checks.length).toBeGreaterThan(5);
    const check = (await get(`/checks/${checks[0].id}`)).body;
    expect(check).toMatchObject({ id: checks[0].id, statuses: { pass: 1 } });
    expect(check.clusters).toEqual([]);
    const profiles = (await get('/profiles')).body.items;
    expect(profiles[0].document).toBeUndefined();
    const profile = (await get(`/profiles/${profiles[0].id}`)).body;
    expect(profile.document.kubernetes.minimum).toEqual(expect.any(String));
    expect((await get('/clusters/well/install')).body.state).toBe(
      'notInstalled',
    );
    expect((await get('/clusters/well/runs')).body.items[0]).toMatchObject({
      trigger: 'start',
      events: [],
    });
  });
});
