import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import searchPlugin from '@backstage/plugin-search-backend';
import type {
  CheckInfo,
  ClusterSummary,
} from '@runai-portal/backstage-plugin-runai-common';
import searchModuleRunai from './index';

jest.setTimeout(60_000);

const unseen = { state: 'unknown' } as const;
const counts = {
  pass: 0,
  warn: 0,
  fail: 0,
  unknown: 0,
  notApplicable: 0,
  skipped: 0,
};

function aCluster(
  name: string,
  more: Partial<ClusterSummary> = {},
): ClusterSummary {
  return {
    name,
    sourceName: name,
    source: 'kubeconfig',
    title: name,
    environment: 'trial',
    labels: {},
    demo: false,
    connection: unseen,
    health: unseen,
    readiness: {
      state: 'notChecked',
      profile: 'runai-2021.04',
      counts,
      blockers: [],
    },
    install: unseen,
    stale: false,
    ...more,
  };
}

const driverCheck: Pick<
  CheckInfo,
  'id' | 'title' | 'description' | 'category' | 'requirements'
> = {
  id: 'gpu.node-driver',
  title: 'Every GPU node has a working NVIDIA driver',
  description: 'Run:ai needs an NVIDIA driver on each GPU node.',
  category: 'nvidia',
  requirements: ['B5'],
};

/** What stands under `search.collators.runai`. */
type RunaiConfig = Record<
  string,
  string | Record<string, string | Record<string, number>>
>;

/** A portal with a search, and a backend of plain data in place of the plugin's. */
async function startPortal(
  clusters: ClusterSummary[],
  runai: RunaiConfig = {},
) {
  const backend = { clusters, pageSize: 2, broken: false, asked: 0 };
  const runaiPlugin = createBackendPlugin({
    pluginId: 'runai',
    register(env) {
      env.registerInit({
        deps: { http: coreServices.httpRouter },
        async init({ http }) {
          http.use((request, response) => {
            backend.asked += 1;
            if (backend.broken) {
              response.status(503).json({ error: { message: 'down' } });
            } else if (request.path === '/checks') {
              response.json({ items: [driverCheck] });
            } else {
              const from = Number(request.query.cursor ?? 0);
              const to = from + backend.pageSize;
              response.json({
                items: backend.clusters.slice(from, to),
                totalItems: backend.clusters.length,
                ...(to < backend.clusters.length && { nextCursor: `${to}` }),
              });
            }
          });
        },
      });
    },
  });
  const scheduler = mockServices.scheduler();
  const portal = await startTestBackend({
    features: [
      searchPlugin,
      searchModuleRunai,
      runaiPlugin,
      // Nothing runs by itself: the test says when.
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({
        data: { search: { collators: { runai } } },
      }),
    ],
  });
  const collate = async () => {
    await scheduler.triggerTask('search_index_runai_cluster');
    await scheduler.triggerTask('search_index_runai_check');
  };
  await collate();
  return {
    backend,
    collate,
    stop: () => portal.stop(),
    async find(term: string, type = 'runai-cluster') {
      const answer = await fetch(
        `http://127.0.0.1:${portal.server.port()}/api/search/query?term=${term}&types[0]=${type}`,
      );
      const { results } = await answer.json();
      return results;
    },
  };
}

/** Where what was found is, the best first. */
function locations(results: { document: { location: string } }[]): string[] {
  return results.map(({ document }) => document.location);
}

describe('the search', () => {
  it('knows what clusters are, however many pages they take', async () => {
    const portal = await startPortal([
      aCluster('alpha'),
      aCluster('beta', { labels: { team: 'vision' } }),
      aCluster('gpu-prod', {
        title: 'Production',
        owner: 'group:default/ml-platform',
        environment: 'production',
        mode: 'hybrid',
        platform: {
          distribution: 'Rancher RKE2',
          track: 'kubernetes',
          kubernetesVersion: '1.20.2',
        },
      }),
    ]);
    try {
      const [found, ...others] = await portal.find('rancher');
      expect(others).toEqual([]);
      expect(found.type).toBe('runai-cluster');
      expect(found.document).toMatchObject({
        title: 'Production',
        text: 'gpu-prod, production, hybrid, Rancher RKE2 1.20.2, ml-platform',
        location: '/runai/clusters/gpu-prod',
        name: 'gpu-prod',
        owner: 'group:default/ml-platform',
      });
      expect(locations(await portal.find('platform'))).toEqual([
        '/runai/clusters/gpu-prod',
      ]);
      // Found although the first document has neither.
      expect(locations(await portal.find('vision'))).toEqual([
        '/runai/clusters/beta',
      ]);
    } finally {
      await portal.stop();
    }
  });

  it('knows what checks ask for', async () => {
    const portal = await startPortal([]);
    try {
      const [found] = await portal.find('nvidia', 'runai-check');
      expect(found.document).toMatchObject({
        title: 'Every GPU node has a working NVIDIA driver',
        location: '/runai/checks/gpu.node-driver',
        checkId: 'gpu.node-driver',
      });
    } finally {
      await portal.stop();
    }
  });

  it('keeps what it knew where a page cannot be read, and forgets a cluster that is gone', async () => {
    const portal = await startPortal([
      aCluster('alpha'),
      aCluster('beta'),
      aCluster('gamma'),
    ]);
    try {
      const { backend } = portal;
      backend.clusters = [aCluster('alpha')];
      backend.broken = true;
      const before = backend.asked;
      await portal.collate();
      expect(backend.asked).toBeGreaterThan(before);
      expect(await portal.find('gamma')).toHaveLength(1);
      backend.broken = false;
      await portal.collate();
      expect(await portal.find('gamma')).toEqual([]);
      expect(await portal.find('alpha')).toHaveLength(1);
    } finally {
      await portal.stop();
    }
  });

  it('forgets the last cluster, too, and finds the fleet then', async () => {
    const portal = await startPortal([aCluster('alpha')]);
    try {
      expect(locations(await portal.find('alpha'))).toEqual([
        '/runai/clusters/alpha',
      ]);
      portal.backend.clusters = [];
      await portal.collate();
      expect(await portal.find('alpha')).toEqual([]);
      expect(locations(await portal.find(''))).toEqual(['/runai']);
      expect(locations(await portal.find('readiness'))).toEqual(['/runai']);
    } finally {
      await portal.stop();
    }
  });

  it('leads to where a portal has mounted the pages', async () => {
    const portal = await startPortal([aCluster('alpha')], {
      fleetLocation: '/gpus',
      clusterLocation: '/gpus/:name',
      checkLocation: '/gpus/checks/:id',
      schedule: { frequency: { minutes: 1 }, timeout: { minutes: 1 } },
    });
    try {
      expect(locations(await portal.find('alpha'))).toEqual(['/gpus/alpha']);
      expect(locations(await portal.find('readiness'))).toEqual(['/gpus']);
      expect(locations(await portal.find('nvidia', 'runai-check'))).toEqual([
        '/gpus/checks/gpu.node-driver',
      ]);
    } finally {
      await portal.stop();
    }
  });

  it.each([
    [
      { clusterLocation: '/gpus' },
      "search.collators.runai.clusterLocation is '/gpus'; it must be a path with :name in it",
    ],
    [
      { fleetLocation: 'gpus' },
      "search.collators.runai.fleetLocation is 'gpus'; it must be a path",
    ],
    [
      { schedule: { frequency: 'often' } },
      'search.collators.runai.schedule cannot be used',
    ],
  ])('does not start with a configuration like %j', async (runai, reason) => {
    await expect(startPortal([], runai)).rejects.toThrow(reason);
  });
});
