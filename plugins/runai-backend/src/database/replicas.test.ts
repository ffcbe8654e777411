import {
  cluster,
  node,
  type KubeObject,
  type RunningCluster,
} from '@runai-portal/simulator';
import type {
  ClusterDetail,
  HistoryPage,
  Page,
  Run,
} from '@runai-portal/backstage-plugin-runai-common';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  isShared,
  replicasOf,
  testDatabases,
} from '../__testUtils__/databases';
import { declareClusters, declared } from '../__testUtils__/declared';
import { startPortal, type TestPortal } from '../__testUtils__/startPortal';
import { databaseTime } from './databaseTime';
import { openDatabase } from './migrations';

jest.setTimeout(120_000);

const databases = testDatabases();

const notReady: Partial<KubeObject> = {
  status: {
    conditions: [{ type: 'Ready', status: 'False', reason: 'KubeletNotReady' }],
  },
};

describe.each(databases.eachSupportedId())(
  'portals that share one database on %s',
  id => {
    const ended: (() => Promise<void>)[] = [];

    afterEach(async () => {
      for (const end of ended.splice(0).reverse()) {
        await end();
      }
    });

    async function connect(count: number): Promise<Knex[]> {
      const { replicas, close } = await replicasOf(databases, id, count);
      ended.push(close);
      return replicas;
    }

    async function gpuCluster(): Promise<RunningCluster> {
      const running = await cluster('well')
        .kubernetes('1.20.2')
        .nodes(node('cp-1').controlPlane(), node('gpu-1').gpus(8, 'Tesla V100'))
        .start();
      ended.push(() => running.close());
      return running;
    }

    /** Two portals that began to start at the same moment, when each has looked at the cluster and no run is under way. */
    async function twoPortals(running: RunningCluster) {
      const replicas = await connect(2);
      const portals = await Promise.all(
        replicas.map(knex => startPortal({ clusters: [{ running }], knex })),
      );
      portals.forEach(portal => ended.push(() => portal.close()));
      const [one, other] = portals;
      await rest(one);
      return { one, other, knex: replicas[0] };
    }

    /** When the cluster was judged, and nothing is under way on any replica. */
    async function rest(portal: TestPortal): Promise<ClusterDetail> {
      await portal.until<Page<Run>>('/clusters/well/runs', ({ items }) =>
        items.some(({ status }) => status === 'completed'),
      );
      await portal.until<Page<Run>>('/clusters/well/runs', ({ items }) =>
        items.every(({ status }) => !['queued', 'running'].includes(status)),
      );
      return portal.until<ClusterDetail>(
        '/clusters/well',
        ({ polling, readiness }) => !polling && Boolean(readiness.checkedAt),
      );
    }

    /** Lets the schedules of both begin a poll at the same moment; resolves when it is over. */
    async function pollBoth(one: TestPortal, other: TestPortal) {
      const asked = new Date().toISOString();
      await Promise.all([one.poll(), other.poll()]);
      return one.until<ClusterDetail>(
        '/clusters/well',
        ({ polling, observedAt = '' }) => !polling && observedAt > asked,
      );
    }

    const clusters = [
      declared('one', { labels: { team: 'vision' } }),
      declared('two', { labels: { team: 'speech' } }),
    ];

    async function begin(knex: Knex) {
      await openDatabase(mockServices.database({ knex }));
      await declareClusters({ knex, clusters });
    }

    /** What is there once, however many begin. */
    async function rowsOf(knex: Knex) {
      return {
        clusters: await knex('clusters')
          .orderBy('name')
          .select('name', 'removed_at'),
        labels: await knex('cluster_labels').orderBy('cluster').pluck('value'),
      };
    }
    const onceEach = {
      clusters: [
        { name: 'one', removed_at: null },
        { name: 'two', removed_at: null },
      ],
      labels: ['vision', 'speech'],
    };

    it('make one set of tables and rows when one starts after the other', async () => {
      const knex = await databases.init(id);
      await begin(knex);
      await begin(knex);
      expect(await rowsOf(knex)).toEqual(onceEach);
    });

    if (!isShared(id)) {
      return;
    }

    it('make one set of tables and rows when they start at the same moment', async () => {
      const replicas = await connect(4);
      await Promise.all(replicas.map(begin));
      expect(await rowsOf(replicas[0])).toEqual(onceEach);
    });

    it('look at a cluster for the first time once, and judge it once', async () => {
      const { knex, other } = await twoPortals(await gpuCluster());
      const seen: { axis: string | null; check_id: string | null }[] =
        await knex('transitions').select('axis', 'check_id');
      const subjects = seen.map(row => row.axis ?? row.check_id);
      expect(new Set(subjects).size).toBe(subjects.length);
      expect(subjects).toContain('connection');
      const runs: Page<Run> = (await other.get('/clusters/well/runs')).body;
      expect(runs.items.map(({ trigger }) => trigger)).toEqual(['start']);
    });

    it('poll a cluster once where it is due on both, and tell a change once', async () => {
      const running = await gpuCluster();
      const { one, other } = await twoPortals(running);
      running.patch(
        { apiVersion: 'v1', kind: 'Node', name: 'gpu-1' },
        notReady,
      );
      // Long enough for the polls to meet, if there were two.
      running.fault({ kind: 'slow', ms: 300, match: /\/version/ });
      const mark = running.requests.length;
      const once = await pollBoth(one, other);
      expect(once.health.state).toBe('healthy');
      const twice = await pollBoth(one, other);

      expect(twice.health.state).not.toBe('healthy');
      const polls = running.requests
        .slice(mark)
        .filter(({ path }) => path === '/version');
      expect(polls).toHaveLength(2);
      const history: HistoryPage = (
        await other.get('/clusters/well/history?filter=axis=health')
      ).body;
      expect(history.items).toMatchObject([{ from: 'healthy' }]);
    });

    it('take up what one of them was at that died', async () => {
      const running = await gpuCluster();
      const { one, other, knex } = await twoPortals(running);
      running.fault({ kind: 'silent' });
      await one.poll();
      const theirs = await one.until<ClusterDetail>(
        '/clusters/well',
        ({ polling }) => polling !== undefined,
      );
      // What a replica does that is gone: it renews nothing.
      const claim = 'of a replica that died';
      await knex('clusters').update({ poll_claim: claim });
      running.fault();
      expect(await knex('clusters').pluck('poll_claim')).toEqual([claim]);
      await knex('clusters').update({ next_poll_at: databaseTime(knex, -1) });

      const { observedAt = '' } = await other.until<ClusterDetail>(
        '/clusters/well',
        ({ observedAt: at = '' }) => at > (theirs.observedAt ?? ''),
      );
      expect(observedAt > (theirs.polling?.since ?? '')).toBe(true);
    });

    it('hand a run on to the one that has the cluster, and tell of it on either', async () => {
      const running = await gpuCluster();
      const [knex, second] = await connect(2);
      const one = await startPortal({ clusters: [{ running }], knex });
      ended.push(() => one.close());
      await rest(one);
      const other = await startPortal({ clusters: [], knex: second });
      ended.push(() => other.close());

      const asked = await other.post('/clusters/well/runs', {
        checks: ['cluster.reachable'],
      });
      expect(asked).toMatchObject({ status: 202, body: { status: 'queued' } });
      const again = await other.post('/clusters/well/runs', {
        checks: ['cluster.reachable'],
      });
      expect(again).toMatchObject({ status: 200, body: { id: asked.body.id } });
      const run = await other.until<Run>(
        `/clusters/well/runs/${asked.body.id}`,
        ({ finishedAt }) => finishedAt !== undefined,
      );
      expect(run).toMatchObject({
        status: 'completed',
        trigger: 'user',
        progress: { done: 1, total: 1 },
      });

      const unknown = await other.post('/clusters/well/runs', {
        checks: ['no.such-check'],
      });
      expect(unknown.status).toBe(400);
    });

    it('join a run that was asked for on both at the same moment, and either cancels it', async () => {
      const running = await gpuCluster();
      const { one, other } = await twoPortals(running);
      running.fault({ kind: 'silent' });
      const answers = await Promise.all([
        one.post('/clusters/well/runs'),
        other.post('/clusters/well/runs'),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
      expect(answers[0].body.id).toBe(answers[1].body.id);

      const [runs, joined] =
        answers[0].status === 202 ? [one, other] : [other, one];
      const path = `/clusters/well/runs/${answers[0].body.id}`;
      expect((await joined.delete(path)).status).toBe(202);
      const run = await runs.until<Run>(
        path,
        ({ status }) => !['queued', 'running'].includes(status),
      );
      expect(run.status).toBe('canceled');
    });
  },
);
