import {
  createServiceFactory,
  coreServices,
  type AuditorService,
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
  runaiAuditReadPermission,
  runaiCheckRunPermission,
  runaiClusterReadPermission,
  runaiPermissions,
  type AuditPage,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  createRunaiClusterConditionalDecision,
  runaiClusterConditions,
} from '@runai-portal/backstage-plugin-runai-node';
import { ProfileRegistry } from '@runai-portal/checks';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import { recordingAuditor } from '../__testUtils__/recordingAuditor';
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
  auditor: AuditorService = mockServices.auditor.mock(),
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

/** A rule as `/.well-known/backstage/permissions/metadata` tells of it. */
interface MetadataRule {
  name: string;
  description: string;
  resourceType: string;
  paramsSchema: { properties: object };
}

const READ = runaiClusterReadPermission.name;

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
    const weighing = async (portal: TestPortal) =>
      (await portal.get('/checks/network.egress')).body.profiles.map(
        ({ id }: { id: string }) => id,
      );
    const shipped = ProfileRegistry.load().ids();
    const reader = await portalWith(visionMayRead, runai);
    try {
      expect(await ids(reader)).toEqual([...shipped, 'site']);
      expect((await reader.get('/profiles/site')).status).toBe(200);
      expect(await weighing(reader)).toEqual([...shipped, 'site']);
    } finally {
      await reader.close();
    }
    const stranger = await portalWith({}, runai);
    try {
      expect(await ids(stranger)).toEqual(shipped);
      expect((await stranger.get('/profiles/site')).status).toBe(404);
      expect(await weighing(stranger)).toEqual(shipped);
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

  it('is offered to front ends of the permission framework: our permissions, and the rules with their parameters', async () => {
    const portal = await portalWith({});
    try {
      const { status, body } = await portal.get(
        '/.well-known/backstage/permissions/metadata',
      );
      expect(status).toBe(200);
      expect(body.permissions).toEqual(
        JSON.parse(JSON.stringify(runaiPermissions)),
      );
      expect(
        body.rules.map(
          ({ name, resourceType, paramsSchema, description }: MetadataRule) => [
            name,
            resourceType,
            Object.keys(paramsSchema.properties),
            description.length > 0,
          ],
        ),
      ).toEqual([
        ['IS_CLUSTER', 'runai-cluster', ['names'], true],
        ['HAS_LABEL', 'runai-cluster', ['key', 'value'], true],
        ['IN_ENVIRONMENT', 'runai-cluster', ['environments'], true],
        ['IS_OWNED_BY', 'runai-cluster', ['owners'], true],
      ]);
    } finally {
      await portal.close();
    }
  });

  it('is told to the auditor, call by call: who asked for what, with which permissions, and what came of it', async () => {
    const { auditor, events } = recordingAuditor();
    const portal = await portalWith(visionMayRead, {}, auditor);
    try {
      await portal.get('/clusters?limit=5');
      await portal.get('/clusters/alpha');
      await portal.get('/clusters/beta');
      await portal.post('/clusters/alpha/runs');
      await portal.get('/clusters/alpha/audit');
      await portal.get('/clusters?colour=red');
      await portal.get('/no-such-thing');
      await until(() => events.length === 7 && events.every(({ end }) => end));
      expect(
        events.map(({ eventId, severity, url, meta, end }) => [
          eventId,
          severity,
          url.replace('/api/runai', ''),
          meta.cluster,
          meta.permissions,
          end?.error ?? end?.succeeded,
        ]),
      ).toEqual([
        ['clusters-list', 'low', '/clusters', undefined, [READ], true],
        ['cluster-access', 'low', '/clusters/alpha', 'alpha', [READ], true],
        [
          'cluster-access',
          'low',
          '/clusters/beta',
          'beta',
          [READ],
          "NotFoundError: There is no cluster 'beta'",
        ],
        [
          'run-start',
          'medium',
          '/clusters/alpha/runs',
          'alpha',
          [READ, 'runai.check.run'],
          'NotAllowedError: runai.check.run is missing',
        ],
        [
          'cluster-access',
          'medium',
          '/clusters/alpha/audit',
          'alpha',
          [READ, 'runai.audit.read'],
          "NotAllowedError: You may see 'alpha', but not do that with it (runai.audit.read)",
        ],
        [
          'request',
          'low',
          '/clusters',
          undefined,
          undefined,
          'Error: Answered with 400',
        ],
        [
          'request',
          'low',
          '/no-such-thing',
          undefined,
          undefined,
          'Error: Answered with 404',
        ],
      ]);
    } finally {
      await portal.close();
    }
  });

  it('is written down for the cluster: runs that were started, and who was refused', async () => {
    const decisions: Record<string, PolicyDecision> = {
      ...visionMayRead,
      [runaiAuditReadPermission.name]: { result: AuthorizeResult.ALLOW },
    };
    const portal = await portalWith(decisions);
    try {
      expect((await portal.post('/clusters/alpha/runs')).status).toBe(403);
      expect((await portal.post('/clusters/beta/runs')).status).toBe(404);
      decisions[runaiCheckRunPermission.name] = {
        result: AuthorizeResult.ALLOW,
      };
      await portal.post('/clusters/alpha/runs', undefined, 'user:default/ada');
      const lost = await portal.post('/clusters/alpha/runs', { subject: 'n9' });
      expect(lost.status).toBe(404);
      const { items } = await portal.until<AuditPage>(
        '/clusters/alpha/audit',
        ({ totalItems }) => totalItems === 3,
      );
      const common = {
        id: expect.any(String),
        at: expect.any(String),
        durationMs: expect.any(Number),
        cluster: 'alpha',
        action: 'run.start',
        permissions: [READ, 'runai.check.run'],
      };
      expect(items).toEqual([
        {
          ...common,
          actor: 'user:default/vera',
          outcome: 'failed',
          reason: 'NotFoundError',
        },
        { ...common, actor: 'user:default/ada', outcome: 'allowed' },
        {
          ...common,
          actor: 'user:default/vera',
          outcome: 'denied',
          status: 403,
          reason: 'runai.check.run is missing',
        },
      ]);
      const denied = await portal.get(
        '/clusters/alpha/audit?filter=outcome=denied,failed&filter=actor=user:default/vera&limit=1',
      );
      expect(denied.body.totalItems).toBe(2);
      expect(denied.body.items).toEqual([items[0]]);
      expect((await portal.get('/clusters/beta/audit')).status).toBe(404);
    } finally {
      await portal.close();
    }
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
