import { clusterSettingsSchema, createEngine } from '@runai-portal/checks';
import { KubeClient } from '@runai-portal/kube';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import { readAccess } from './readAccess';

jest.setTimeout(60_000);

let running: RunningCluster;
let client: KubeClient;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-29T10:00:00Z');
  running = await cluster('one').nodes(node('n-1')).start();
  const { token, ...connection } = running.connection();
  client = KubeClient.create(
    { ...connection, credentials: async () => ({ token }) },
    { retries: { attempts: 1 } },
  );
});

afterEach(async () => {
  await client.close();
  await running.close();
});

const connect = () =>
  createEngine({ now: () => new Date(now) }).connect({
    name: 'one',
    client,
    settings: clusterSettingsSchema.parse({ name: 'one' }),
  });

const reviews = () =>
  running.requests.filter(({ path }) =>
    path.endsWith('/selfsubjectaccessreviews'),
  ).length;

describe('what an account may do', () => {
  it('is asked again when it is older than somebody may be told', async () => {
    const session = connect();
    const read = () => readAccess(session, { youngerThanSeconds: 60 });
    const first = await read();
    const once = reviews();
    now += 50_000;
    expect(await read()).toEqual(first);
    expect(reviews()).toBe(once);
    now += 20_000;
    expect(await read()).toMatchObject({
      ok: true,
      observedAt: '2026-11-29T10:01:10.000Z',
    });
    expect(reviews()).toBe(2 * once);
  });

  it('holds what is wanted besides, in the order in which it was asked for', async () => {
    running.account(running.token(), {
      user: 'portal',
      rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods/log'] }],
    });
    const reading = await readAccess(connect(), {
      youngerThanSeconds: 60,
      wanted: [
        { verb: 'get', resource: 'pods/log' },
        { verb: 'get', resource: 'pods' },
        { verb: 'list', group: 'example.com', resource: 'things' },
      ],
    });
    expect(reading.ok && reading.wanted).toMatchObject([
      { allowed: true, notServed: false },
      { allowed: false, notServed: false },
      { allowed: false, notServed: true },
    ]);
  });

  it('is not known where the cluster does not answer', async () => {
    running.fault({ kind: 'reset' });
    expect(
      await readAccess(connect(), { youngerThanSeconds: 60 }),
    ).toMatchObject({ ok: false, reason: 'Unreachable' });
  });
});
