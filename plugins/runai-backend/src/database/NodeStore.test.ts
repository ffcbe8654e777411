import type { NodeView } from '@runai-portal/backstage-plugin-runai-common';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { declareClusters, declared } from '../__testUtils__/declared';
import { judged, nodeResult } from '../__testUtils__/results';
import { parseFilters } from './filters';
import { NodeStore } from './NodeStore';
import { packResults, ResultStore } from './ResultStore';

jest.setTimeout(60_000);

const databases = testDatabases();

function view(name: string, more: Partial<NodeView> = {}): NodeView {
  return {
    name,
    roles: ['worker'],
    ready: 'True',
    unschedulable: false,
    conditions: [],
    taints: [],
    results: [],
    observedAt: '2026-11-24T10:00:00.000Z',
    ...more,
  };
}

describe.each(databases.eachSupportedId())('NodeStore on %s', id => {
  async function create() {
    const knex = await migrated(databases, id);
    await declareClusters({
      knex,
      clusters: [declared('one')],
    });
    const store = NodeStore.create({ knex });
    const replace = (nodes: NodeView[], stored?: string) =>
      knex.transaction(trx => store.replace('one', nodes, trx, stored));
    await replace([
      view('gpu-1', {
        pool: 'gpu',
        roles: ['worker', 'gpu'],
        gpus: { product: 'V100', capacity: 8, allocatable: 8, resources: {} },
      }),
      view('gpu-2', { pool: 'gpu', ready: 'False' }),
      view('gpu-10', {
        pool: 'gpu',
        conditions: [{ type: 'DiskPressure', status: 'True' }],
      }),
      view('cp-1', { roles: ['control-plane'], unschedulable: true }),
    ]);
    const packed = await packResults([
      judged('a', [nodeResult('a', 'cp-1', 'warn')]),
    ]);
    await knex.transaction(trx =>
      ResultStore.create({ knex }).save(trx, 'one', packed),
    );
    const names = async (filter: string[], order?: string) =>
      (
        await store.list({
          cluster: 'one',
          filters: parseFilters(filter),
          order,
          limit: 10,
        })
      ).items.map(({ name }) => name);
    return { knex, store, replace, names };
  }

  it('filters and orders by what pages show', async () => {
    const { names } = await create();
    expect(await names(['role=gpu'])).toEqual(['gpu-1']);
    expect(await names(['gpu=true'])).toEqual(['gpu-1']);
    expect(await names(['gpu=false'])).toEqual(['cp-1', 'gpu-2', 'gpu-10']);
    expect(await names(['problem=true'])).toEqual(['cp-1', 'gpu-2', 'gpu-10']);
    expect(await names(['problem=false'])).toEqual(['gpu-1']);
    expect(await names(['pool=gpu', 'ready=True'])).toEqual([
      'gpu-1',
      'gpu-10',
    ]);
    expect(await names(['cordoned=true'])).toEqual(['cp-1']);
    expect(await names(['pressure=true'])).toEqual(['gpu-10']);
    expect(await names(['text=V100 WORKER'])).toEqual(['gpu-1']);
    expect(await names(['text=control'])).toEqual(['cp-1']);
    expect(await names([], 'ready:asc')).toEqual([
      'gpu-2',
      'cp-1',
      'gpu-1',
      'gpu-10',
    ]);
    expect(await names([], 'problems:desc')).toEqual([
      'cp-1',
      'gpu-1',
      'gpu-2',
      'gpu-10',
    ]);
    expect(await names([], 'pool:desc')).toEqual([
      'gpu-1',
      'gpu-2',
      'gpu-10',
      'cp-1',
    ]);
    expect(await names([], 'worst:asc')).toEqual([
      'gpu-2',
      'cp-1',
      'gpu-1',
      'gpu-10',
    ]);
  });

  it('pages by name as people read it, and in the order of another page only', async () => {
    const { store } = await create();
    const page = (order: string | undefined, cursor?: string) =>
      store.list({ cluster: 'one', order, limit: 2, cursor });
    const first = await page('name:asc');
    const second = await page('name:asc', first.nextCursor);
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      'cp-1',
      'gpu-1',
      'gpu-2',
      'gpu-10',
    ]);
    expect(first.totalItems).toBe(4);
    await expect(page('name:desc', first.nextCursor)).rejects.toThrow(
      'another list, filter or order',
    );
  });

  it('counts what the filters would find', async () => {
    const { store } = await create();
    expect(await store.counts('one')).toEqual({
      total: 4,
      ready: 3,
      gpu: 1,
      cordoned: 1,
      pressure: 1,
      problem: 3,
    });
    expect(await store.counts('other')).toMatchObject({ total: 0, ready: 0 });
  });

  it('writes only what changed, and removes what is gone', async () => {
    const { knex, replace, names } = await create();
    const statements: string[] = [];
    knex.on('query', ({ sql }) => statements.push(sql));
    const same = [
      view('cp-1', {
        roles: ['control-plane'],
        unschedulable: true,
        observedAt: '2026-11-24T11:00:00.000Z',
      }),
    ];
    await replace(same);
    const [hash] = await knex('clusters').pluck('nodes_hash');
    expect(await names([])).toEqual(['cp-1']);
    expect(statements.filter(sql => sql.startsWith('insert'))).toEqual([]);
    statements.length = 0;
    await replace(same, hash);
    expect(statements.filter(sql => sql.includes('nodes'))).toEqual([]);
    await replace([view('cp-1')], hash);
    expect(statements.filter(sql => sql.startsWith('insert'))).toHaveLength(1);
  });
});
