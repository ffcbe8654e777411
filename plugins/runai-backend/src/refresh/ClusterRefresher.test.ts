import { mockServices } from '@backstage/backend-test-utils';
import { connectionFromSettings } from '@runai-portal/kube';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { declared } from '../__testUtils__/declared';
import { registryOf } from '../__testUtils__/registryOf';
import { ClusterStore } from '../database/ClusterStore';
import { declareClusters } from '../database/declareClusters';
import { HistoryStore } from '../database/HistoryStore';
import { NodeStore } from '../database/NodeStore';
import { ChangeNotifier } from './ChangeNotifier';
import { ClusterRefresher } from './ClusterRefresher';

jest.setTimeout(60_000);

const databases = testDatabases();
const { signal } = new AbortController();
const ended: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) {
    await end();
  }
});

async function gpuCluster(): Promise<RunningCluster> {
  const running = await cluster('well')
    .kubernetes('1.20.2')
    .nodes(node('gpu-1').gpus(8, 'Tesla V100'))
    .start();
  ended.push(() => running.close());
  return running;
}

/** What keeps a simulated cluster up to date, on a database of its own. */
async function refresherOf(running: RunningCluster) {
  const knex = await migrated(databases, 'SQLITE_3');
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  await declareClusters({
    knex,
    clusters: [declared('well')],
    now: new Date().toISOString(),
  });
  const registry = registryOf({
    well: connectionFromSettings(running.connection()),
  });
  ended.push(() => registry.close());
  const clusters = ClusterStore.create({ knex });
  const refresher = ClusterRefresher.create({
    name: 'well',
    registry,
    knex,
    clusters,
    nodes: NodeStore.create({ knex }),
    history: HistoryStore.create({ knex }),
    notifier: new ChangeNotifier({ logger }),
    logger,
    pollMs: 60_000,
    now: () => new Date(),
  });
  return {
    refresher,
    clusters,
    knex,
    observed: async () => (await clusters.find('well'))?.observed,
  };
}

/** Resolves when what was begun has been written, or was found too old to be. */
function writes(clusters: ClusterStore, count: number): Promise<void> {
  const update = clusters.update.bind(clusters);
  let left = count;
  return new Promise(resolve => {
    jest.spyOn(clusters, 'update').mockImplementation(async (...args) => {
      const written = await update(...args);
      left -= 1;
      if (left === 0) {
        resolve();
      }
      return written;
    });
  });
}

describe('a refresher', () => {
  it('adds the allocation of GPUs when it has been read, and makes nothing else younger by it', async () => {
    const running = await gpuCluster();
    running.fault({ kind: 'slow', ms: 500, match: /\/pods/ });
    const { refresher, clusters, observed } = await refresherOf(running);
    const bothWritten = writes(clusters, 2);
    await refresher.refresh(signal);
    const first = await observed();
    expect(first?.capacity?.gpus).toEqual({ total: 8, allocatable: 8 });

    await bothWritten;
    const second = await observed();
    expect(second?.capacity?.gpus).toMatchObject({ allocated: 0 });
    expect(second?.observedAt).toBe(first?.observedAt);
    expect(second?.health).toEqual(first?.health);
  });

  it('does not take a cluster for reached because the allocation of an earlier poll comes late', async () => {
    const running = await gpuCluster();
    running.fault({ kind: 'slow', ms: 1_000, match: /\/pods/ });
    const { refresher, clusters, observed } = await refresherOf(running);
    const allWritten = writes(clusters, 3);
    await refresher.refresh(signal);
    const seen = await observed();
    running.fault({ kind: 'status', status: 401 });
    await refresher.refresh(signal);
    await allWritten;

    const now = await observed();
    expect(now?.connection.state).toBe('authFailed');
    expect(now?.observedAt).toBe(seen?.observedAt);
  });

  it('writes nothing and gives nothing back where another replica took the poll over', async () => {
    const running = await gpuCluster();
    running.fault({ kind: 'slow', ms: 300, match: /\/version/ });
    const { refresher, knex, observed } = await refresherOf(running);
    const poll = refresher.refresh(signal);
    while (!(await observed())?.pollingSince) {
      await new Promise(setImmediate);
    }
    const theirs = new Date(Date.now() + 1).toISOString();
    await knex('clusters').update({ polling_since: theirs });

    expect(await poll).toBeUndefined();
    expect(await observed()).toMatchObject({
      connection: { state: 'unknown', reason: 'NotSeen' },
      pollingSince: theirs,
    });
  });
});
