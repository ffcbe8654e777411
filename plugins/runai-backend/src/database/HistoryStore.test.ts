import { migrated, testDatabases } from '../__testUtils__/databases';
import { declareClusters, declared } from '../__testUtils__/declared';
import { ClusterStore } from './ClusterStore';
import { HistoryStore } from './HistoryStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const minute = (count: number) =>
  new Date(Date.UTC(2026, 10, 24, 10, count)).toISOString();

describe.each(databases.eachSupportedId())('HistoryStore on %s', id => {
  async function create() {
    const knex = await migrated(databases, id);
    await declareClusters({
      knex,
      clusters: [declared('one')],
    });
    return {
      history: HistoryStore.create({ knex }),
      clusters: ClusterStore.create({ knex }),
    };
  }

  it('tells in which spans the cluster was not observed', async () => {
    const { history } = await create();
    for (const at of [0, 1, 2, 30, 31]) {
      await history.observed({
        cluster: 'one',
        at: minute(at),
        gapAfter: minute(at - 5),
      });
    }
    const gaps = (now: number) =>
      history.gaps({
        cluster: 'one',
        since: minute(0),
        now: minute(now),
        gapAfter: minute(now - 5),
      });
    expect(await gaps(32)).toEqual([{ from: minute(2), to: minute(30) }]);
    expect(await gaps(50)).toEqual([
      { from: minute(2), to: minute(30) },
      { from: minute(31), to: minute(50) },
    ]);
  });

  it('tells of no gap before the moment that was asked for', async () => {
    const { history } = await create();
    for (const at of [0, 1, 30, 31]) {
      await history.observed({
        cluster: 'one',
        at: minute(at),
        gapAfter: minute(at - 5),
      });
    }
    const gaps = (since: number) =>
      history.gaps({
        cluster: 'one',
        since: minute(since),
        now: minute(32),
        gapAfter: minute(27),
      });
    expect(await gaps(10)).toEqual([{ from: minute(10), to: minute(30) }]);
    expect(await gaps(31)).toEqual([]);
  });

  it('tells what held before a moment, and every look since', async () => {
    const { history, clusters } = await create();
    for (const [at, state] of [
      [1, 'connected'],
      [2, 'unreachable'],
      [5, 'connected'],
    ] as const) {
      await clusters.update('one', minute(at), () => ({
        connection: { state, since: minute(at) },
      }));
    }
    const since = (at: number) =>
      history.since({
        cluster: 'one',
        of: { axis: 'connection' },
        since: minute(at),
      });
    expect(await since(3)).toMatchObject({
      before: 'unreachable',
      transitions: [{ from: 'unreachable', to: 'connected' }],
    });
    expect((await since(0)).transitions).toHaveLength(3);
    expect((await since(0)).before).toBeUndefined();
  });

  it('has no change where an axis was looked at for the first time', async () => {
    const { history, clusters } = await create();
    const all = () =>
      history.page({ cluster: 'one', since: minute(0), limit: 10 });
    await clusters.update('one', minute(1), () => ({
      connection: { state: 'connected', since: minute(1) },
    }));
    expect(await all()).toEqual({ items: [], totalItems: 0 });
    await clusters.update('one', minute(2), () => ({
      connection: { state: 'unreachable', since: minute(2) },
    }));
    expect(await all()).toMatchObject({
      items: [{ from: 'connected', to: 'unreachable' }],
      totalItems: 1,
    });
  });

  it('tells that nothing was observed before the first look, also where that look saw nothing', async () => {
    const { history, clusters } = await create();
    const gaps = (since: number) =>
      history.gaps({
        cluster: 'one',
        since: minute(since),
        now: minute(20),
        gapAfter: minute(0),
      });
    expect(await gaps(0)).toEqual([]);
    await clusters.update('one', minute(10), () => ({
      connection: { state: 'unreachable', since: minute(10) },
    }));
    expect(await gaps(0)).toEqual([{ from: minute(0), to: minute(10) }]);
    expect(await gaps(11)).toEqual([]);
    await history.observed({
      cluster: 'one',
      at: minute(12),
      gapAfter: minute(7),
    });
    expect(await gaps(0)).toEqual([{ from: minute(0), to: minute(10) }]);
  });

  it('pages through transitions, newest first, and forgets old ones', async () => {
    const { history, clusters } = await create();
    for (let index = 0; index < 5; index++) {
      await clusters.update('one', minute(index), () => ({
        connection: {
          state: index % 2 ? 'unreachable' : 'connected',
          since: minute(index),
        },
      }));
    }
    const page = (cursor?: string) =>
      history.page({ cluster: 'one', since: minute(1), limit: 3, cursor });
    const first = await page();
    expect(first.items.map(({ at }) => at)).toEqual([
      minute(4),
      minute(3),
      minute(2),
    ]);
    expect(first.totalItems).toBe(4);
    const second = await page(first.nextCursor);
    expect(second.items.map(({ at }) => at)).toEqual([minute(1)]);
    expect(second.nextCursor).toBeUndefined();
    await history.removeBefore(minute(4));
    expect((await page()).totalItems).toBe(1);
  });
});
