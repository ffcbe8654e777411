import type { Run } from '@runai-portal/backstage-plugin-runai-common';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { declareClusters, declared } from '../__testUtils__/declared';
import { RUNS_KEPT, RunStore } from './RunStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const second = (count: number) =>
  new Date(Date.UTC(2026, 10, 24, 10, 0, count)).toISOString();
const progress = (at: string) => ({
  at,
  done: 1,
  total: 2,
  requests: 3,
  events: [],
});

function queued(id: string, at = second(0)): Run {
  return {
    id,
    cluster: 'one',
    status: 'queued',
    trigger: 'user',
    startedAt: at,
    progress: { done: 0, total: 0 },
    requests: 0,
    events: [],
  };
}

describe.each(databases.eachSupportedId())('RunStore on %s', id => {
  async function create() {
    const knex = await migrated(databases, id);
    await declareClusters({
      knex,
      clusters: [declared('one')],
    });
    return { knex, runs: RunStore.create({ knex }) };
  }

  it('lets one run begin at a time', async () => {
    const { runs } = await create();
    await runs.add(queued('a'), {});
    await runs.add(queued('b'), { checks: ['x'] });
    expect(await runs.begin('a', second(1))).toBe(true);
    expect(await runs.begin('b', second(1))).toBe(false);
    expect((await runs.underWay('one')).map(({ run }) => run.id)).toEqual([
      'a',
      'b',
    ]);
    await runs.finish({ id: 'a', status: 'completed' }, progress(second(2)));
    expect(await runs.begin('b', second(2))).toBe(true);
  });

  it('tells the one that runs it when it was canceled', async () => {
    const { runs } = await create();
    await runs.add(queued('a'), {});
    await runs.begin('a', second(1));
    expect(await runs.progress('a', progress(second(2)))).toBe(true);
    await runs.requestCancel('one', 'a');
    expect(await runs.progress('a', progress(second(3)))).toBe(false);
    expect((await runs.find('one', 'a'))?.run.progress).toEqual({
      done: 1,
      total: 2,
    });
  });

  it('gives up what gave no sign of life, and nothing else', async () => {
    const { runs } = await create();
    await runs.add(queued('a'), {});
    await runs.begin('a', second(1));
    await runs.add(queued('b', second(40)), {});
    expect(await runs.expire({ silentSince: second(30), at: second(60) })).toBe(
      1,
    );
    expect((await runs.find('one', 'a'))?.run).toMatchObject({
      status: 'expired',
      finishedAt: second(60),
    });
    expect((await runs.find('one', 'b'))?.run.status).toBe('queued');
  });

  it('lets what was given up not end any more', async () => {
    const { runs, knex } = await create();
    const holds = (runId: string) =>
      knex.transaction(transaction => runs.hold(runId, transaction));
    await runs.add(queued('a'), {});
    await runs.begin('a', second(1));
    expect(await holds('a')).toBe(true);
    await runs.expire({ silentSince: second(30), at: second(60) });
    expect(await holds('a')).toBe(false);
    await runs.finish({ id: 'a', status: 'completed' }, progress(second(61)));
    expect((await runs.find('one', 'a'))?.run).toMatchObject({
      status: 'expired',
      finishedAt: second(60),
    });
  });

  it('writes a new run down unless one under way will do', async () => {
    const { runs } = await create();
    const enter = (runId: string) =>
      runs.addUnless(queued(runId), {}, ([first]) => first);
    expect(await enter('a')).toBeUndefined();
    expect((await enter('b'))?.run.id).toBe('a');
    expect(await runs.list('one')).toHaveLength(1);
    await expect(
      runs.addUnless(queued('c'), {}, () => {
        throw new Error('Too many');
      }),
    ).rejects.toThrow('Too many');
    expect(await runs.list('one')).toHaveLength(1);
  });

  it('keeps the last runs, and those under way', async () => {
    const { runs } = await create();
    for (let index = 0; index < RUNS_KEPT + 3; index++) {
      await runs.add(queued(`run-${index}`, second(index)), {});
      await runs.begin(`run-${index}`, second(index));
      await runs.finish(
        { id: `run-${index}`, status: 'completed' },
        progress(second(index)),
      );
    }
    await runs.add(queued('waits', second(0)), {});
    await runs.prune('one');
    const kept = await runs.list('one');
    expect(kept).toHaveLength(RUNS_KEPT);
    expect(kept[0].id).toBe(`run-${RUNS_KEPT + 2}`);
    expect(await runs.find('one', 'run-1')).toBeUndefined();
    expect(await runs.find('one', 'waits')).toBeDefined();
  });
});
