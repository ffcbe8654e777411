import type { Knex } from 'knex';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { declareClusters, declared } from '../__testUtils__/declared';
import type { RunaiClusterCondition } from '@runai-portal/backstage-plugin-runai-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import { ClusterStore, type ClusterQuery } from './ClusterStore';
import { parseFilters } from './filters';
import { fleetTotals } from './fleetTotals';

jest.setTimeout(60_000);

const databases = testDatabases();
const at = '2026-11-24T10:00:00.000Z';

async function fleet(knex: Knex): Promise<ClusterStore> {
  await declareClusters({
    knex,
    clusters: [
      declared('alpha', {
        owner: 'group:default/Vision',
        environment: 'production',
        entityRef: 'resource:default/Alpha',
      }),
      declared('beta', { labels: { team: 'vision' } }),
      declared('gamma', { labels: { team: 'speech' }, title: '100% Gamma' }),
      declared('delta'),
    ],
  });
  const store = ClusterStore.create({ knex });
  for (const [name, gpus] of [
    ['alpha', 8],
    ['beta', 64],
  ] as const) {
    await store.update(name, at, () => ({
      connection: { state: 'connected', since: at },
      health: { state: name === 'alpha' ? 'degraded' : 'healthy', since: at },
      capacity: {
        nodes: { total: 2, ready: 2 },
        gpus: { total: gpus, allocatable: gpus },
      },
      observedAt: at,
    }));
  }
  return store;
}

async function names(
  store: ClusterStore,
  query: Partial<ClusterQuery> & { filter?: string[] },
): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({
      scope: 'all',
      limit: 1,
      ...query,
      filters: parseFilters(query.filter),
      cursor,
    });
    found.push(...page.items.map(item => item.declared.name));
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

describe.each(databases.eachSupportedId())('ClusterStore on %s', id => {
  it('pages in the order that is asked for, the unknown last in either direction', async () => {
    const store = await fleet(await migrated(databases, id));
    expect(await names(store, {})).toEqual(['alpha', 'beta', 'delta', 'gamma']);
    expect(await names(store, { order: 'gpus:asc' })).toEqual([
      'alpha',
      'beta',
      'delta',
      'gamma',
    ]);
    expect(await names(store, { order: 'gpus:desc' })).toEqual([
      'beta',
      'alpha',
      'delta',
      'gamma',
    ]);
    expect(await names(store, { order: 'health:asc' })).toEqual([
      'alpha',
      'beta',
      'delta',
      'gamma',
    ]);
    expect(await names(store, { order: 'health:desc' })).toEqual([
      'beta',
      'alpha',
      'delta',
      'gamma',
    ]);
  });

  it('filters: keys narrow, values widen, signs of LIKE mean themselves', async () => {
    const store = await fleet(await migrated(databases, id));
    for (const [filter, expected] of [
      [['health=healthy,degraded'], ['alpha', 'beta']],
      [['health=healthy', 'environment=production'], []],
      [['label.team=vision,speech'], ['beta', 'gamma']],
      [['owner=GROUP:default/vision'], ['alpha']],
      [['entityRef=Resource:default/alpha,resource:default/beta'], ['alpha']],
      [['text=100%'], ['gamma']],
      [['text=%'], ['gamma']],
      [['text=vis'], ['alpha', 'beta']],
      [['text=TEAM=vision'], ['beta']],
      [['text=gamma 100%'], ['gamma']],
      [['label=team=speech'], ['gamma']],
    ] as const) {
      expect([filter, await names(store, { filter: [...filter] })]).toEqual([
        filter,
        expected,
      ]);
    }
  });

  it('lets a policy see its own, and counts only that', async () => {
    const knex = await migrated(databases, id);
    const store = await fleet(knex);
    const vision: PermissionCriteria<RunaiClusterCondition> = {
      anyOf: [
        { field: 'owner', values: ['group:default/vision'] },
        { field: 'label', key: 'team', values: ['vision'] },
      ],
    };
    expect(await names(store, { scope: vision })).toEqual(['alpha', 'beta']);
    expect(await names(store, { scope: { not: vision } })).toEqual([
      'delta',
      'gamma',
    ]);
    expect(await names(store, { scope: 'none' })).toEqual([]);
    expect(
      await names(store, {
        scope: {
          allOf: [vision, { field: 'environment', values: ['production'] }],
        },
      }),
    ).toEqual(['alpha']);
    expect(await store.find('gamma', vision)).toBeUndefined();
    const totals = await fleetTotals(knex, {
      field: 'name',
      values: ['beta', 'gamma'],
    });
    expect(totals).toMatchObject({
      clusters: 2,
      counted: 1,
      gpus: { total: 64, allocatable: 64 },
      health: { healthy: 1, unknown: 1, degraded: 0 },
      demo: false,
    });
    expect(totals.gpus?.allocated).toBeUndefined();
    expect(totals.notCounted).toEqual([
      { name: 'gamma', reason: 'not looked at yet' },
    ]);
  });

  it('counts the GPUs of clusters that answer now, and says of the others why not', async () => {
    const knex = await migrated(databases, id);
    const store = await fleet(knex);
    await store.update('alpha', at, () => ({
      connection: { state: 'tlsError', since: at, reason: 'TlsError' },
    }));
    await store.update('delta', at, () => ({
      connection: { state: 'connected', since: at },
      health: { state: 'unknown', since: at, reason: 'Forbidden' },
    }));

    expect(await fleetTotals(knex, 'all')).toMatchObject({
      clusters: 4,
      counted: 1,
      gpus: { total: 64, allocatable: 64 },
      notCounted: [
        { name: 'alpha', reason: 'cannot be reached' },
        { name: 'delta', reason: 'nodes may not be listed' },
        { name: 'gamma', reason: 'not looked at yet' },
      ],
    });
  });

  it('writes a transition where a state becomes another, and only there', async () => {
    const knex = await migrated(databases, id);
    const store = await fleet(knex);
    const same = await store.update('alpha', at, () => ({
      connection: { state: 'connected', since: at },
    }));
    expect(same).toEqual([]);
    await store.update('alpha', at, () => ({
      connection: { state: 'unreachable', since: at, reason: 'Refused' },
    }));
    const rows = await knex('transitions')
      .where({ cluster: 'alpha', axis: 'connection' })
      .orderBy('id')
      .select('from_state', 'to_state');
    expect(rows).toEqual([
      { from_state: null, to_state: 'connected' },
      { from_state: 'connected', to_state: 'unreachable' },
    ]);
  });

  it('keeps what was seen of a cluster that is configured again, and hides one that is not', async () => {
    const knex = await migrated(databases, id);
    const store = await fleet(knex);
    await declareClusters({ knex, clusters: [declared('beta')] });
    expect(await names(store, {})).toEqual(['beta']);
    await declareClusters({
      knex,
      clusters: [declared('alpha', { title: 'New' })],
    });
    expect(await store.find('alpha')).toMatchObject({
      declared: { title: 'New' },
      observed: { health: { state: 'degraded' } },
    });
  });
});
