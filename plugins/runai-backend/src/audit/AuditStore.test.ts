import { migrated, testDatabases } from '../__testUtils__/databases';
import { AuditStore, type NewAuditEntry } from './AuditStore';

jest.setTimeout(60_000);

const databases = testDatabases();

const minute = (index: number) =>
  new Date(Date.UTC(2026, 10, 29, 10, index)).toISOString();

function entry(more: Partial<NewAuditEntry> = {}): NewAuditEntry {
  return {
    at: minute(0),
    cluster: 'one',
    actor: 'user:default/vera',
    action: 'proxy',
    outcome: 'allowed',
    permissions: ['runai.cluster.read', 'runai.cluster.proxy'],
    ...more,
  };
}

describe.each(databases.eachSupportedId())('the audit table on %s', id => {
  const create = async () =>
    AuditStore.create({ knex: await migrated(databases, id) });

  it('gives back what was written, absent fields left out', async () => {
    const store = await create();
    const whole = entry({
      at: minute(1),
      action: 'logs',
      outcome: 'failed',
      status: 502,
      bytes: 20 * 2 ** 20,
      durationMs: 31,
      reason: 'UpstreamUnauthorized',
      target: {
        verb: 'get',
        group: '',
        resource: 'pods',
        namespace: 'default',
        name: 'web-1',
        subresource: 'log',
      },
    });
    await store.add([entry(), whole]);
    const { items, totalItems } = await store.page({
      cluster: 'one',
      limit: 10,
    });
    expect(totalItems).toBe(2);
    expect(items).toEqual([
      { ...whole, id: expect.any(String) },
      { ...entry(), id: expect.any(String) },
    ]);
  });

  it('pages through one cluster, newest first, also where several began at the same moment', async () => {
    const store = await create();
    await store.add([
      ...[0, 1, 2, 2, 2, 3].map((at, status) =>
        entry({ at: minute(at), status }),
      ),
      entry({ cluster: 'other' }),
    ]);
    const seen: (number | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.page({ cluster: 'one', limit: 2, cursor });
      expect(page.totalItems).toBe(6);
      seen.push(...page.items.map(({ status }) => status));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([5, 4, 3, 2, 1, 0]);
  });

  it('filters by actor, action and outcome, and refuses other words', async () => {
    const store = await create();
    await store.add([
      entry(),
      entry({ actor: 'user:default/ada', outcome: 'denied', status: 403 }),
      entry({ actor: 'user:default/ada', action: 'run.start' }),
    ]);
    const count = async (key: string, ...values: string[]) =>
      (
        await store.page({
          cluster: 'one',
          filters: [{ key, values }],
          limit: 10,
        })
      ).totalItems;
    expect(await count('actor', 'user:default/ada')).toBe(2);
    expect(await count('action', 'proxy', 'logs')).toBe(2);
    expect(await count('outcome', 'denied')).toBe(1);
    await expect(count('outcome', 'maybe')).rejects.toThrow(
      "filter 'outcome' cannot be 'maybe'",
    );
    await expect(count('path', 'x')).rejects.toThrow(
      "filter 'path' is not known here",
    );
  });

  it('forgets what is older than it is kept', async () => {
    const store = await create();
    await store.add([entry({ at: minute(0) }), entry({ at: minute(5) })]);
    await store.removeBefore(minute(5));
    expect(
      (await store.page({ cluster: 'one', limit: 10 })).items.map(
        ({ at }) => at,
      ),
    ).toEqual([minute(5)]);
  });
});
