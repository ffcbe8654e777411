import { mockServices } from '@backstage/backend-test-utils';
import { connectionFromSettings } from '@runai-portal/kube';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { declareClusters, declared } from '../__testUtils__/declared';
import { registryOf } from '../__testUtils__/registryOf';
import { ClusterStore } from '../database/ClusterStore';
import { HistoryStore } from '../database/HistoryStore';
import { NodeStore } from '../database/NodeStore';
import { ChangeNotifier } from './ChangeNotifier';
import { WorkQueue } from '../database/WorkQueue';
import { ClusterPoller } from './ClusterPoller';
import { CostMeter } from './CostMeter';

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
async function pollerOf(running: RunningCluster) {
  const knex = await migrated(databases, 'SQLITE_3');
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  await declareClusters({
    knex,
    clusters: [declared('well')],
  });
  const registry = registryOf({
    well: connectionFromSettings(running.connection()),
  });
  ended.push(() => registry.close());
  const clusters = ClusterStore.create({ knex });
  const polls = WorkQueue.create({ knex, kind: 'poll' });
  const poller = ClusterPoller.create({
    registry,
    knex,
    clusters,
    nodes: NodeStore.create({ knex }),
    history: HistoryStore.create({ knex }),
    polls,
    checks: WorkQueue.create({ knex, kind: 'checks' }),
    notifier: new ChangeNotifier({ logger }),
    cost: new CostMeter(),
    logger,
    pollMs: 60_000,
    now: () => new Date(),
  });
  const claim = async () => {
    await polls.hasten('well');
    const [claimed] = await polls.claim({
      clusters: ['well'],
      limit: 1,
      leaseMs: 45_000,
    });
    return claimed;
  };
  return {
    poll: async () => poller.poll(await claim(), signal),
    poller,
    claim,
    clusters,
    knex,
    observed: async () => (await clusters.find('well'))?.observed,
  };
}

/** What a simulated server waits with until it is let go. */
function held() {
  let release = () => {};
  const released = new Promise<void>(resolve => {
    release = resolve;
  });
  return { released, release };
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

describe('a poller', () => {
  it('adds the allocation of GPUs when it has been read, and makes nothing else younger by it', async () => {
    const running = await gpuCluster();
    const pods = held();
    running.fault({ kind: 'held', until: pods.released, match: /\/pods/ });
    const { poll, clusters, observed } = await pollerOf(running);
    const bothWritten = writes(clusters, 2);
    await poll();
    const first = await observed();
    expect(first?.capacity?.gpus).toEqual({ total: 8, allocatable: 8 });

    pods.release();
    await bothWritten;
    const second = await observed();
    expect(second?.capacity?.gpus).toMatchObject({ allocated: 0 });
    expect(second?.observedAt).toBe(first?.observedAt);
    expect(second?.health).toEqual(first?.health);
  });

  it('does not take a cluster for reached because the allocation of an earlier poll comes late', async () => {
    const running = await gpuCluster();
    const pods = held();
    running.fault({ kind: 'held', until: pods.released, match: /\/pods/ });
    const { poll, clusters, observed } = await pollerOf(running);
    const allWritten = writes(clusters, 3);
    await poll();
    const seen = await observed();
    running.fault({ kind: 'status', status: 401 });
    await poll();
    pods.release();
    await allWritten;

    const now = await observed();
    expect(now?.connection.state).toBe('authFailed');
    expect(now?.observedAt).toBe(seen?.observedAt);
  });

  it('writes nothing and gives nothing back where another replica took the poll over', async () => {
    const running = await gpuCluster();
    const version = held();
    running.fault({
      kind: 'held',
      until: version.released,
      match: /\/version/,
    });
    const { poller, claim, knex, observed } = await pollerOf(running);
    const poll = poller.poll(await claim(), signal);
    await knex('clusters').update({ poll_claim: 'theirs' });
    version.release();

    expect(await poll).toBeUndefined();
    expect(await observed()).toMatchObject({
      connection: { state: 'unknown', reason: 'NotSeen' },
      pollClaim: 'theirs',
    });
  });

  it('ends its claim with what it saw, and says when the cluster is due again', async () => {
    const { poll, knex, observed } = await pollerOf(await gpuCluster());
    await poll();
    expect(await observed()).toMatchObject({
      connection: { state: 'connected' },
      pollIntervalMs: expect.any(Number),
    });
    const [row] = await knex('clusters').select();
    expect(row).toMatchObject({ poll_claim: null, polling_since: null });
    expect(row.next_poll_at > row.polled_at).toBe(true);
  });

  it('has the checks run again soon where the connection is another than before', async () => {
    const running = await gpuCluster();
    const { poll, knex } = await pollerOf(running);
    await poll();
    await knex('clusters').update({ next_checks_at: '2099-01-01' });
    await poll();
    expect(await knex('clusters').pluck('next_checks_at')).toEqual([
      '2099-01-01',
    ]);
    running.fault({ kind: 'status', status: 401 });
    await poll();
    const [soon] = await knex('clusters').pluck('next_checks_at');
    expect(soon < '2099-01-01').toBe(true);
  });
});
