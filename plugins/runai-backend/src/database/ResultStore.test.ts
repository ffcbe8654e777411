import type { CheckStatus } from '@runai-portal/backstage-plugin-runai-common';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { declareClusters, declared } from '../__testUtils__/declared';
import { judged, nodeResult } from '../__testUtils__/results';
import { packResults, ResultStore } from './ResultStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const statuses: CheckStatus[] = [
  'pass',
  'fail',
  'unknown',
  'warn',
  'pass',
  'notApplicable',
  'skipped',
];

describe.each(databases.eachSupportedId())('ResultStore on %s', id => {
  async function create() {
    const knex = await migrated(databases, id);
    await declareClusters({
      knex,
      clusters: [declared('one'), declared('two')],
    });
    const store = ResultStore.create({ knex });
    const packed = await packResults([
      judged(
        'a',
        statuses.map((status, index) =>
          nodeResult('a', `node-${index}`, status),
        ),
      ),
      judged('b', [nodeResult('b', 'node-1', 'warn')]),
    ]);
    await knex.transaction(trx => store.save(trx, 'one', packed));
    return { knex, store };
  }

  it('gives back every result page by page, the worst first, whatever the length of the page', async () => {
    const { store } = await create();
    for (const limit of [1, 2, 3, 7, 100]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.page({
          cluster: 'one',
          checkId: 'a',
          limit,
          cursor,
        });
        expect(page.totalItems).toBe(7);
        seen.push(
          ...page.items.map(
            result => `${result.status} ${result.subject.name}`,
          ),
        );
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual([
        'fail node-1',
        'unknown node-2',
        'warn node-3',
        'pass node-0',
        'pass node-4',
        'notApplicable node-5',
        'skipped node-6',
      ]);
    }
    const page = await store.page({
      cluster: 'one',
      checkId: 'a',
      statuses: ['pass', 'warn'],
      limit: 2,
    });
    expect(page.items.map(({ status }) => status)).toEqual(['warn', 'pass']);
    expect(page.totalItems).toBe(3);
  });

  it('has a row for what does not pass alone', async () => {
    const { knex, store } = await create();
    expect(
      await knex('results').where({ check_id: 'a' }).select(),
    ).toHaveLength(3);
    expect((await store.all('one')).get('a')).toHaveLength(7);
    const byNode = await store.ofNodes('one', ['node-0', 'node-1']);
    expect(byNode.get('node-0')).toBeUndefined();
    expect(byNode.get('node-1')?.map(({ checkId }) => checkId)).toEqual([
      'a',
      'b',
    ]);
  });

  it('replaces a check as a whole, and leaves others alone', async () => {
    const { knex, store } = await create();
    const packed = await packResults([
      judged('a', [nodeResult('a', 'node-1', 'pass')]),
    ]);
    await knex.transaction(trx => store.save(trx, 'one', packed));
    expect((await store.all('one')).get('a')).toHaveLength(1);
    expect((await store.summaries('one')).get('b')?.status).toBe('warn');
    await knex.transaction(trx => store.forget(trx, 'one', ['a']));
    expect([...(await store.summaries('one')).keys()]).toEqual(['a']);
  });

  it('takes more results that do not pass than one statement does', async () => {
    const { knex, store } = await create();
    const packed = await packResults([
      judged(
        'a',
        Array.from({ length: 2_000 }, (_, index) =>
          nodeResult('a', `node-${index}`, 'fail'),
        ),
      ),
    ]);
    await knex.transaction(trx => store.save(trx, 'one', packed));
    expect((await store.all('one')).get('a')).toHaveLength(2_000);
  });

  it('counts failing clusters within what the caller may see, of checks that were judged there', async () => {
    const { knex, store } = await create();
    const packed = await packResults([
      judged('a', [nodeResult('a', 'node-1', 'unknown')]),
      judged('c', [nodeResult('c', 'node-1', 'unknown')]),
      judged('d', [nodeResult('d', 'node-1', 'skipped')]),
    ]);
    await knex.transaction(trx => store.save(trx, 'two', packed));
    // What was judged on none of them is not told of, and is no zero.
    expect(await store.failing('all')).toEqual(
      new Map([
        ['a', 1],
        ['b', 0],
      ]),
    );
    const scope = { field: 'name' as const, values: ['two'] };
    expect(await store.failing(scope)).toEqual(new Map());
  });

  it('tells of one check where it does not pass, the worst first, within what the caller may see', async () => {
    const { knex, store } = await create();
    await declareClusters({
      knex,
      clusters: ['one', 'two', 'three'].map(name => declared(name)),
    });
    for (const [cluster, status] of [
      ['two', 'warn'],
      ['three', 'pass'],
    ] as const) {
      const packed = await packResults([
        judged('a', [nodeResult('a', 'node-1', status)]),
      ]);
      await knex.transaction(trx => store.save(trx, cluster, packed));
    }
    const across = await store.acrossClusters('a', 'all', 100);
    expect(across.statuses).toEqual({
      pass: 1,
      warn: 1,
      fail: 1,
      unknown: 0,
      notApplicable: 0,
      skipped: 0,
    });
    expect(
      across.clusters.map(({ cluster, status }) => `${cluster} ${status}`),
    ).toEqual(['one fail', 'two warn']);
    expect((await store.acrossClusters('a', 'all', 1)).clusters).toHaveLength(
      1,
    );
    const scope = { field: 'name' as const, values: ['three'] };
    expect((await store.acrossClusters('a', scope, 100)).clusters).toEqual([]);
  });
});
