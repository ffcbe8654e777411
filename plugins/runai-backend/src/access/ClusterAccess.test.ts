import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  runaiCheckRunPermission,
  runaiClusterReadPermission,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  createRunaiClusterConditionalDecision,
  runaiClusterConditions,
} from '@runai-portal/backstage-plugin-runai-node';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import { startPortal, type TestPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

let fleet: RunningCluster[] = [];

beforeAll(async () => {
  fleet = await Promise.all(
    ['alpha', 'beta'].map(name =>
      cluster(name).nodes(node('n-1').gpus(8, 'Tesla V100-SXM2-32GB')).start(),
    ),
  );
});

afterAll(() => Promise.all(fleet.map(running => running.close())));

async function portalWith(
  decisions: Record<string, PolicyDecision>,
  runai: JsonObject = {},
  auditor = mockServices.auditor.mock(),
) {
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async requests =>
      requests.map(
        ({ permission }) =>
          decisions[permission.name] ?? { result: AuthorizeResult.DENY },
      ),
  });
  return startPortal({
    runai,
    clusters: [
      { running: fleet[0], settings: { labels: { team: 'vision' } } },
      { running: fleet[1], settings: { labels: { team: 'speech' } } },
    ],
    features: [
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => auditor,
      }),
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => permissions,
      }),
    ],
  });
}

const visionMayRead = {
  [runaiClusterReadPermission.name]: createRunaiClusterConditionalDecision(
    runaiClusterReadPermission,
    runaiClusterConditions.hasLabel({ key: 'team', value: 'vision' }),
  ),
};

describe('what a caller may see and do', () => {
  it('filters every list and every count by the conditions of the policy', async () => {
    const portal = await portalWith(visionMayRead);
    try {
      const list = (await portal.get('/clusters')).body;
      expect(list.totalItems).toBe(1);
      expect(list.items[0].name).toBe('alpha');
      expect((await portal.get('/fleet')).body.clusters).toBe(1);
    } finally {
      await portal.close();
    }
  });

  it('answers of a hidden cluster as of one that does not exist', async () => {
    const portal = await portalWith(visionMayRead);
    try {
      for (const path of [
        '',
        '/nodes',
        '/results',
        '/runs',
        '/history',
        '/install',
      ]) {
        const hidden = await portal.get(`/clusters/beta${path}`);
        const missing = await portal.get(`/clusters/zeta${path}`);
        expect(hidden.status).toBe(404);
        expect(hidden.body.error.message.replace('beta', 'zeta')).toBe(
          missing.body.error.message,
        );
      }
      expect((await portal.post('/clusters/beta/runs')).status).toBe(404);
    } finally {
      await portal.close();
    }
  });

  it('needs a permission of its own to run checks', async () => {
    const reader = await portalWith(visionMayRead);
    try {
      const { status, body } = await reader.post('/clusters/alpha/runs');
      expect([status, body.error.name]).toEqual([403, 'NotAllowedError']);
      expect(body.error.message).toContain('runai.check.run');
    } finally {
      await reader.close();
    }
    const runner = await portalWith({
      ...visionMayRead,
      [runaiCheckRunPermission.name]: createRunaiClusterConditionalDecision(
        runaiCheckRunPermission,
        runaiClusterConditions.isCluster({ names: ['alpha'] }),
      ),
    });
    try {
      const { status } = await runner.post('/clusters/alpha/runs');
      expect([200, 202]).toContain(status);
    } finally {
      await runner.close();
    }
  });

  it('holds the profiles of the site where a cluster may be read alone', async () => {
    const directory = createMockDirectory({
      content: {
        'site.yaml': 'id: site\ntitle: Ours\nextends: runai-2021.04\n',
      },
    });
    const runai = { profiles: [directory.resolve('site.yaml')] };
    const ids = async (portal: TestPortal) =>
      (await portal.get('/profiles')).body.items.map(
        ({ id }: { id: string }) => id,
      );
    const reader = await portalWith(visionMayRead, runai);
    try {
      expect(await ids(reader)).toEqual(['runai-2021.04', 'site']);
      expect((await reader.get('/profiles/site')).status).toBe(200);
    } finally {
      await reader.close();
    }
    const stranger = await portalWith({}, runai);
    try {
      expect(await ids(stranger)).toEqual(['runai-2021.04']);
      expect((await stranger.get('/profiles/site')).status).toBe(404);
    } finally {
      await stranger.close();
    }
  });

  it('is nothing where the policy denies: empty lists, not an error', async () => {
    const portal = await portalWith({});
    try {
      expect((await portal.get('/clusters')).body).toEqual({
        items: [],
        totalItems: 0,
      });
      expect((await portal.get('/fleet')).body).toMatchObject({
        clusters: 0,
        counted: 0,
      });
    } finally {
      await portal.close();
    }
  });

  it('is written into the audit log: who asked for which cluster, with which permissions, and what came of it', async () => {
    const ends: string[] = [];
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ eventId, severityLevel, meta }) => {
        const event = JSON.stringify([eventId, severityLevel, meta]);
        return {
          success: async () => {
            ends.push(`${event} success`);
          },
          fail: async ({ error }) => {
            ends.push(`${event} ${error.name}`);
          },
        };
      },
    });
    const portal = await portalWith(visionMayRead, {}, auditor);
    try {
      await portal.get('/clusters/alpha');
      await portal.get('/clusters/beta');
      await portal.post('/clusters/alpha/runs');
      const read = '"runai.cluster.read"';
      expect(ends).toEqual([
        `["cluster-access","low",{"cluster":"alpha","permissions":[${read}]}] success`,
        `["cluster-access","low",{"cluster":"beta","permissions":[${read}]}] NotFoundError`,
        `["cluster-access","medium",{"cluster":"alpha","permissions":[${read},"runai.check.run"]}] NotAllowedError`,
      ]);
    } finally {
      await portal.close();
    }
  });
});
