import type { Knex } from 'knex';
import {
  isShared,
  migrated,
  replicasOf,
  testDatabases,
} from '../__testUtils__/databases';
import { declareClusters, declared } from '../__testUtils__/declared';
import { DatabaseClock } from './DatabaseClock';
import { databaseTime } from './databaseTime';
import { openDatabase } from './migrations';
import { mockServices } from '@backstage/backend-test-utils';
import { WorkQueue } from './WorkQueue';

jest.setTimeout(60_000);

const databases = testDatabases();
const names = ['one', 'two', 'three'];
const all = { clusters: names, limit: 10, leaseMs: 45_000 };

async function declareAll(knex: Knex) {
  await declareClusters({
    knex,
    clusters: names.map(name => declared(name)),
  });
}

async function dueNow(knex: Knex) {
  await knex('clusters').update({ next_poll_at: databaseTime(knex, -1_000) });
}

describe.each(databases.eachSupportedId())('WorkQueue on %s', id => {
  async function create() {
    const knex = await migrated(databases, id);
    await declareAll(knex);
    return { knex, polls: WorkQueue.create({ knex, kind: 'poll' }) };
  }
  const clustersOf = (claims: readonly { cluster: string }[]) =>
    claims.map(({ cluster }) => cluster).sort();

  it('gives what is due to one, and to nobody else while the claim holds', async () => {
    const { knex, polls } = await create();
    expect(await polls.claim(all)).toEqual([]);
    await dueNow(knex);
    const some = await polls.claim({ ...all, clusters: ['one', 'two'] });
    expect(clustersOf(some)).toEqual(['one', 'two']);
    expect(clustersOf(await polls.claim(all))).toEqual(['three']);
    expect(await polls.claim(all)).toEqual([]);
    expect(await polls.claim({ ...all, clusters: [] })).toEqual([]);
  });

  it('gives no more than there is room for, what has been due for longest first', async () => {
    const { knex, polls } = await create();
    await dueNow(knex);
    await knex('clusters')
      .where({ name: 'three' })
      .update({ next_poll_at: databaseTime(knex, -60_000) });
    const [first] = await polls.claim({ ...all, limit: 1 });
    expect(first.cluster).toBe('three');
  });

  it('lets another take what was not renewed, and the first one end nothing any more', async () => {
    const { knex, polls } = await create();
    await dueNow(knex);
    const [dead] = await polls.claim({ ...all, limit: 1, leaseMs: -1 });
    const other = await polls.claim({ ...all, clusters: [dead.cluster] });
    expect(clustersOf(other)).toEqual([dead.cluster]);
    await polls.finish(dead, 0);
    expect(await polls.claim({ ...all, clusters: [dead.cluster] })).toEqual([]);
    await polls.finish(other[0], 0);
    expect(
      clustersOf(await polls.claim({ ...all, clusters: [dead.cluster] })),
    ).toEqual([dead.cluster]);
  });

  it('keeps what is renewed', async () => {
    const { knex, polls } = await create();
    await dueNow(knex);
    const claims = await polls.claim({ ...all, leaseMs: -1 });
    await polls.renew(claims, 45_000);
    expect(await polls.claim(all)).toEqual([]);
  });

  it('hastens what nobody is at', async () => {
    const { knex, polls } = await create();
    await polls.scatter({ clusters: names, withinMs: 1 });
    await knex('clusters').update({ next_poll_at: databaseTime(knex, 60_000) });
    await polls.hasten('two');
    const [claim] = await polls.claim(all);
    expect(claim.cluster).toBe('two');
    await polls.hasten('two');
    expect(await polls.claim(all)).toEqual([]);
  });

  it('spreads first work, and keeps the runs of the checks of a cluster apart', async () => {
    const { knex, polls } = await create();
    const checks = WorkQueue.create({ knex, kind: 'checks' });
    await polls.scatter({ clusters: names, withinMs: 30_000 });
    const moments: string[] = await knex('clusters').pluck('next_poll_at');
    const now = (await DatabaseClock.create({ knex })).now().getTime();
    for (const moment of moments) {
      expect(Date.parse(moment)).toBeLessThanOrEqual(now + 30_000);
    }
    await checks.scatter({ clusters: names, withinMs: 1 });
    await knex('clusters').update({ next_checks_at: databaseTime(knex, -1) });
    // Nothing was looked at yet.
    expect(await checks.claim(all)).toEqual([]);
    await knex('clusters').update({ polled_at: databaseTime(knex) });
    const [claim] = await checks.claim({ ...all, clusters: ['one'] });
    expect(claim.checksStartedAt).toBeUndefined();
    await checks.finish(claim, 0);
    expect(await checks.claim({ ...all, clusters: ['one'] })).toEqual([]);
  });

  if (!isShared(id)) {
    return;
  }

  it('gives each cluster to one of several replicas that ask at the same moment', async () => {
    const { replicas, close } = await replicasOf(databases, id, 4);
    try {
      const [knex] = replicas;
      await openDatabase(mockServices.database({ knex }));
      await declareAll(knex);
      await dueNow(knex);
      const claims = await Promise.all(
        replicas.map(replica =>
          WorkQueue.create({ knex: replica, kind: 'poll' }).claim(all),
        ),
      );
      expect(clustersOf(claims.flat())).toEqual(['one', 'three', 'two']);
    } finally {
      await close();
    }
  });
});
