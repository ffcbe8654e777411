import { migrated, testDatabases } from '../__testUtils__/databases';
import { declared } from '../__testUtils__/declared';
import { databaseTime } from './databaseTime';
import { Declarations, SILENT_REPLICA_MS } from './Declarations';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('Declarations on %s', id => {
  async function create() {
    const knex = await migrated(databases, id);
    return {
      knex,
      replica: (name: string) => Declarations.create({ knex, replica: name }),
      shown: () =>
        knex('clusters').whereNull('removed_at').orderBy('name').pluck('name'),
    };
  }

  it('remove at once what is declared no longer, with its nodes, and bring it back', async () => {
    const { knex, replica, shown } = await create();
    const one = replica('one');
    await one.declare([declared('a'), declared('b')]);
    await knex('nodes').insert({
      cluster: 'b',
      name: 'gpu-1',
      ready: 'True',
      roles: '||',
      hash: '',
      document: '{}',
    });
    await one.declare([declared('a')]);
    expect(await shown()).toEqual(['a']);
    expect(await knex('nodes').pluck('name')).toEqual([]);
    await one.declare([declared('a'), declared('b')]);
    expect(await shown()).toEqual(['a', 'b']);
  });

  it('replace the labels of a cluster', async () => {
    const { knex, replica } = await create();
    const one = replica('one');
    await one.declare([declared('a', { labels: { team: 'vision' } })]);
    await one.declare([declared('a', { labels: { tier: 'gold' } })]);
    expect(await knex('cluster_labels').pluck('key')).toEqual(['tier']);
  });

  it('hold nothing of a replica that ended, once another one has started', async () => {
    const { replica, shown } = await create();
    const before = replica('before');
    await before.declare([declared('a'), declared('b')]);
    await before.end();
    expect(await shown()).toEqual(['a', 'b']);
    await replica('after').declare([declared('b')]);
    expect(await shown()).toEqual(['b']);
  });

  it('keep which entity stands for a cluster while the source that says it was not asked yet', async () => {
    const { knex, replica } = await create();
    const ground = { sourceLabel: 'kubeconfig' };
    const withEntity = declared('a', {
      entity: { ...ground, entityRef: 'resource:default/a' },
    });
    const refs = async () =>
      (await knex('clusters').pluck('entity')).map(
        entity => JSON.parse(entity).entityRef,
      );
    await replica('before').declare([withEntity]);
    const after = replica('after');
    await after.declare([declared('a', { entity: ground })], {
      keepOf: ['catalog'],
    });
    expect(await refs()).toEqual(['resource:default/a']);
    await after.declare([declared('a', { entity: ground })]);
    expect(await refs()).toEqual([undefined]);
  });

  it('keep what a source had that nobody could ask yet after a start', async () => {
    const { replica, shown } = await create();
    const before = replica('before');
    const entity = declared('entity', { source: 'catalog' });
    await before.declare([declared('file'), entity]);
    await before.end();
    const after = replica('after');
    await after.declare([], { keepOf: ['catalog'] });
    expect(await shown()).toEqual(['entity']);
    await after.declare([declared('other', { source: 'catalog' })]);
    expect(await shown()).toEqual(['other']);
  });

  if (id === 'SQLITE_3') {
    it('hold nothing of a process that was killed: there is one', async () => {
      const { replica, shown } = await create();
      await replica('killed').declare([declared('a'), declared('b')]);
      await replica('next').declare([declared('b')]);
      expect(await shown()).toEqual(['b']);
    });
    return;
  }

  it('keep what another replica declares, also one that fell silent a moment ago', async () => {
    const { knex, replica, shown } = await create();
    const other = replica('other');
    await replica('one').declare([declared('a'), declared('b')]);
    await other.declare([declared('b'), declared('c')]);
    expect(await shown()).toEqual(['a', 'b', 'c']);
    await other.declare([declared('c')]);
    expect(await shown()).toEqual(['a', 'b', 'c']);

    await knex('replicas')
      .where({ id: 'one' })
      .update({ seen_at: databaseTime(knex, -SILENT_REPLICA_MS / 2) });
    await other.renew();
    expect(await shown()).toEqual(['a', 'b', 'c']);
    await knex('replicas')
      .where({ id: 'one' })
      .update({ seen_at: databaseTime(knex, -SILENT_REPLICA_MS - 1_000) });
    await other.renew();
    expect(await shown()).toEqual(['c']);
  });
});
