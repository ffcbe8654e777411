import { KubeClient } from '@runai-portal/kube';
import {
  cluster,
  type ClusterDeclaration,
  type Fault,
  type RunningCluster,
} from '@runai-portal/simulator';
import { defineCheck, type Check, type Fact } from '../declarations';
import { defineFact } from '../facts/request';
import { testSettings } from '../testing';
import { createEngine } from '../createEngine';
import type { RunOptions } from './Run';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

let running: RunningCluster | undefined;
let client: KubeClient | undefined;

async function connect(declared: ClusterDeclaration, checks: Check[] = []) {
  running = await declared.start();
  const { token, ...connection } = running.connection();
  client = KubeClient.create(
    { ...connection, credentials: async () => ({ token }) },
    { retries: { attempts: 1 } },
  );
  return createEngine({ checks }).connect({
    name: 'gpu-prod',
    client,
    settings: testSettings(),
  });
}

async function runWith(fault: Fault, options: RunOptions = {}) {
  const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
  running?.fault(fault);
  return session.run(options);
}

afterEach(async () => {
  await client?.close();
  await running?.close();
});

describe('a run', () => {
  it('gives every planned check a status and says how many requests it took', async () => {
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
    const events: string[] = [];
    const outcome = await session.run({
      onProgress: ({ done, total, event }) =>
        events.push(`${event.kind} ${done}/${total}`),
    });
    const passive = session.checks.filter(check => !check.active);
    expect(outcome.status).toBe('completed');
    expect(new Set(outcome.results.map(({ checkId }) => checkId)).size).toBe(
      session.checks.length,
    );
    expect(
      outcome.results.filter(({ reason }) => reason === 'CheckCrashed'),
    ).toEqual([]);
    expect(outcome.requests).toBe(running?.requests.length);
    expect(events[0]).toBe(`started 0/${passive.length}`);
    expect(events[events.length - 1]).toBe(
      `finished ${passive.length}/${passive.length}`,
    );
  });

  it('is never ready while the network checks were not run', async () => {
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
    const { verdict, summaries } = await session.run();
    expect(['notReady', 'undetermined']).toContain(verdict.state);
    expect(
      summaries.find(({ checkId }) => checkId === 'network.egress'),
    ).toMatchObject({
      status: 'skipped',
      severity: 'required',
    });
  });

  it('asks who we are, then for the nodes, and for all else after them', async () => {
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
    await session.run();
    const paths = running?.requests.map(({ path }) => path) ?? [];
    const reviewed = paths.findIndex(path => path.endsWith('reviews'));
    const [first, ...rest] = paths
      .slice(reviewed)
      .filter(path => !path.endsWith('selfsubjectreviews'))
      .slice(1);
    expect(first).toBe('/api/v1/nodes');
    expect(rest.length).toBeGreaterThan(10);
  });

  it('reads a fact once, however many checks rest on it, and again only when it is old or asked for', async () => {
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
    const lists = () =>
      running?.requests.filter(({ path }) => path === '/api/v1/nodes').length;
    await Promise.all([session.run(), session.run()]);
    const once = lists();
    await session.run();
    expect(lists()).toBe(once);
    await session.run({ fresh: true });
    expect(lists()).toBe(2 * (once ?? 0));
  });

  it.each<[string, Fault, string, string]>([
    [
      'refuses the credentials',
      { kind: 'status', status: 401 },
      'cluster.credentials',
      'Rejected',
    ],
    [
      'has another certificate',
      { kind: 'wrongCertificate' },
      'cluster.reachable',
      'TlsFailed',
    ],
    [
      'resets connections',
      { kind: 'reset' },
      'cluster.reachable',
      'ConnectFailed',
    ],
  ])('blames one root while the cluster %s', async (_, fault, root, reason) => {
    const { results, verdict, status, requests } = await runWith(fault);
    expect(results.find(({ checkId }) => checkId === root)).toMatchObject({
      status: 'fail',
      reason,
    });
    const others = results.filter(
      ({ checkId, status: s, reason: why }) =>
        checkId !== 'cluster.reachable' &&
        checkId !== root &&
        s !== 'skipped' &&
        // What is not asked for here is known without the cluster.
        why !== 'NotApplicable',
    );
    expect(others.filter(({ status: s }) => s !== 'unknown')).toEqual([]);
    expect(new Set(others.map(({ blockedBy }) => blockedBy))).toEqual(
      new Set([root]),
    );
    expect(
      results.filter(({ checkId }) => checkId === 'cluster.credentials'),
    ).not.toMatchObject([{ status: 'skipped' }]);
    expect(verdict).toMatchObject({
      formed: false,
      state: 'undetermined',
      blockers: [{ checkId: root }],
    });
    expect(status).toBe('completed');
    expect(requests).toBeLessThan(6);
  });

  it('fixture 29: makes only the checks unknown whose facts cannot be read, naming the permission', async () => {
    const { results, status } = await runWith({
      kind: 'status',
      status: 403,
      match: /^GET \/apis\/storage\.k8s\.io\/v1\/storageclasses/,
    });
    const unknown = results.filter(({ reason }) => reason === 'Forbidden');
    expect(unknown.length).toBeGreaterThan(0);
    expect(
      new Set(unknown.map(({ checkId }) => checkId.split('.')[0])),
    ).toEqual(new Set(['storage']));
    const storage = results.filter(
      ({ checkId, status: of }) =>
        checkId.startsWith('storage.') && of !== 'skipped',
    );
    expect(unknown).toEqual(storage);
    for (const { message } of storage) {
      expect(message).toContain(
        'Forbidden(list storage.k8s.io storageclasses)',
      );
    }
    expect(status).toBe('completed');
  });

  it('is partial, with what it knows, when it is canceled', async () => {
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
    running?.fault({ kind: 'silent', match: /storageclasses/ });
    const controller = new AbortController();
    const outcome = await session.run({
      signal: controller.signal,
      onProgress: ({ event }) =>
        event.checkId === 'platform.kubernetes-version' && controller.abort(),
    });
    expect(outcome).toMatchObject({
      status: 'partial',
      interruption: 'canceled',
    });
    expect(outcome.unjudged).toContain('storage.default-class');
    expect(
      outcome.results.some(
        ({ checkId }) => checkId === 'storage.default-class',
      ),
    ).toBe(false);
    expect(
      outcome.summaries.find(
        ({ checkId }) => checkId === 'storage.default-class',
      )?.status,
    ).toBe('skipped');
  });

  it('is partial when its time is up', async () => {
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
    running?.fault({ kind: 'silent', match: /storageclasses/ });
    const outcome = await session.run({ timeoutMs: 1500 });
    expect(outcome).toMatchObject({
      status: 'partial',
      interruption: 'deadline',
    });
  });

  it('fails when nothing could be judged in time', async () => {
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
    running?.fault({ kind: 'silent' });
    expect(await session.run({ timeoutMs: 200 })).toMatchObject({
      status: 'failed',
      interruption: 'deadline',
    });
  });

  it('runs what was asked for alone, and refuses what there is not', async () => {
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
    const { summaries } = await session.run({
      checks: ['platform.kubernetes-version'],
    });
    expect(summaries.map(({ checkId }) => checkId)).toEqual([
      'platform.kubernetes-version',
    ]);
    await expect(session.run({ checks: ['platform.colour'] })).rejects.toThrow(
      'platform.colour',
    );
  });

  it('counts a fact that outlasts its time as timed out, and goes on', async () => {
    const slow = defineFact({
      id: 'test.never',
      title: 'Something slow',
      requests: {},
      ttlSeconds: 60,
      timeoutSeconds: 0.05,
      collect: () => new Promise(() => {}),
    });
    const check = defineCheck({
      id: 'test.slow',
      title: 'Slow',
      category: 'platform',
      requirements: [],
      description: 'Rests on something slow',
      scope: 'cluster',
      severity: 'informational',
      uses: { slow },
      outcomes: { Fine: { status: 'pass', says: 'It came' } },
      evaluate: () => ({ outcome: 'Fine' }),
    });
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'), [
      check,
    ]);
    const { results } = await session.run({ checks: ['test.slow'] });
    expect(results[0]).toMatchObject({ status: 'unknown', reason: 'Timeout' });
  });

  it('says what to do on this platform, however little the check itself rests on', async () => {
    const check = defineCheck({
      id: 'test.local',
      title: 'Local',
      category: 'platform',
      requirements: [],
      description: 'Rests on nothing',
      scope: 'cluster',
      severity: 'informational',
      uses: {},
      outcomes: {
        Wrong: {
          status: 'warn',
          says: 'It is wrong',
          remedy: {
            owner: 'cluster-admin',
            text: 'Use kubectl.',
            where: { openshift: { text: 'Use oc.' } },
          },
        },
      },
      evaluate: () => ({ outcome: 'Wrong' }),
    });
    const session = await connect(
      cluster('gpu-prod').kubernetes('1.20.2').openshift(),
      [check],
    );
    for (const checks of [undefined, ['test.local']]) {
      const { results } = await session.run({ checks });
      expect(
        results.find(({ checkId }) => checkId === 'test.local')?.remediation,
      ).toMatchObject({ text: 'Use oc.' });
    }
  });

  it('begins the time of a fact when its first request is let go', async () => {
    const slow = defineFact({
      id: 'patient',
      title: 'Something that waits for its turn',
      requests: { version: { verb: 'path', path: '/version' } },
      ttlSeconds: 60,
      // Long enough for one request on any machine, and shorter than the wait before it.
      timeoutSeconds: 4,
      collect: async ({ ask, signal }) => {
        await new Promise(resolve => setTimeout(resolve, 4_500));
        signal.throwIfAborted();
        await ask.version();
        return 'read';
      },
    });
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
    expect(await session.collect([slow])).toMatchObject({
      patient: { ok: true },
    });
  });

  it('lets facts rest on facts, and says so where two wait for each other', async () => {
    const facts: Record<string, Fact<number>> = {};
    for (const [id, next] of [
      ['one', 'two'],
      ['two', 'three'],
      ['three', 'one'],
    ]) {
      facts[id] = defineFact({
        id,
        title: id,
        requests: {},
        ttlSeconds: 60,
        collect: async ({ get }) => (await get(facts[next])) + 1,
      });
    }
    const session = await connect(cluster('gpu-prod').kubernetes('1.20.2'));
    const { one: outcome } = await session.collect([facts.one]);
    expect(outcome).toMatchObject({ ok: false, reason: 'CheckCrashed' });
  });
});

describe('createEngine', () => {
  it('refuses two checks with one id', () => {
    const [check] = createEngine().checks;
    expect(() => createEngine({ checks: [check] })).toThrow(`"${check.id}"`);
  });
});
