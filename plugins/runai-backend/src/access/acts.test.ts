import type { AuditorService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  runaiClusterLogsPermission,
  runaiClusterProxyPermission,
} from '@runai-portal/backstage-plugin-runai-common';
import express from 'express';
import request from 'supertest';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { declareClusters, declared } from '../__testUtils__/declared';
import { recordingAuditor } from '../__testUtils__/recordingAuditor';
import { AuditEvents } from '../audit/AuditEvents';
import { AuditStore } from '../audit/AuditStore';
import { AuditTrail } from '../audit/AuditTrail';
import { ClusterStore } from '../database/ClusterStore';
import type { Act } from './Act';
import { ClusterAccess } from './ClusterAccess';

jest.setTimeout(60_000);

const databases = testDatabases();
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ2ZXJhIn0.c2lnbmF0dXJl';

/** A door with one cluster, `one`, and a server that does with each request what the test says. */
async function door(
  handle: (
    access: ClusterAccess,
    asked: express.Request,
    answer: express.Response,
  ) => Promise<void>,
  options: {
    decisions?: Record<string, PolicyDecision>;
    auditor?: AuditorService;
  } = {},
) {
  const { decisions = {} } = options;
  const knex = await migrated(databases, 'SQLITE_3');
  await declareClusters({ knex, clusters: [declared('one')] });
  const store = AuditStore.create({ knex });
  const logger = mockServices.logger.mock();
  const trail = new AuditTrail({ store, logger });
  const { auditor, events } = recordingAuditor();
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async asked =>
      asked.map(({ permission: { name } }) => decisions[name] ?? ALLOW),
  });
  const access = new ClusterAccess({
    httpAuth: mockServices.httpAuth(),
    permissions,
    toCriteria: () => {
      throw new Error('No decision has conditions here');
    },
    isAllowed: ({ result }) => result === AuthorizeResult.ALLOW,
    clusters: ClusterStore.create({ knex }),
    events: new AuditEvents({ auditor: options.auditor ?? auditor, logger }),
    trail,
    logger,
    now: () => new Date('2026-11-29T10:00:00Z'),
  });
  const app = express();
  app.use((asked, answer, next) => {
    handle(access, asked, answer).catch(next);
  });
  const sayWhy: express.ErrorRequestHandler = (
    error,
    _asked,
    answer,
    _next,
  ) => {
    answer.status(500).send(error.message);
  };
  app.use(sayWhy);
  return {
    events,
    permissions,
    logger,
    get: (path = '/') =>
      request(app)
        .get(path)
        .set('Authorization', mockCredentials.user.header('user:default/vera')),
    entries: async () => {
      await trail.flush();
      return (await store.page({ cluster: 'one', limit: 100 })).items;
    },
  };
}

const target = { verb: 'list', resource: 'pods', namespace: 'default' };

describe('an act on a cluster', () => {
  const proxy = {
    cluster: 'one',
    action: 'proxy' as const,
    permissions: [runaiClusterProxyPermission],
    target,
  };

  it('gives one entry and one event when it ends, however often that is said', async () => {
    const begun: Act[] = [];
    const { get, entries, events, permissions } = await door(
      async (access, asked, answer) => {
        begun.push(await access.begin(asked, proxy));
        answer.end();
      },
    );
    await get();
    expect(await entries()).toEqual([]);
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
    const [act] = begun;
    expect(act.actor).toBe('user:default/vera');
    expect(act.cluster.declared.name).toBe('one');

    act.end({ outcome: 'allowed', status: 200, bytes: 17 });
    act.end({ outcome: 'failed' });
    const told = {
      status: 200,
      bytes: 17,
      outcome: 'allowed',
      durationMs: expect.any(Number),
    };
    expect(await entries()).toEqual([
      {
        id: expect.any(String),
        at: '2026-11-29T10:00:00.000Z',
        cluster: 'one',
        actor: 'user:default/vera',
        action: 'proxy',
        permissions: ['runai.cluster.read', 'runai.cluster.proxy'],
        target,
        ...told,
      },
    ]);
    expect(events).toMatchObject([
      {
        eventId: 'proxy',
        severity: 'medium',
        meta: { cluster: 'one', target },
        end: { succeeded: true, meta: told },
      },
    ]);
  });

  it('is denied and written down where a permission is missing, the first of several named', async () => {
    const { get, entries, events } = await door(
      async (access, asked) => {
        await access.begin(asked, {
          ...proxy,
          action: 'logs',
          permissions: [
            runaiClusterProxyPermission,
            runaiClusterLogsPermission,
          ],
        });
      },
      { decisions: { [runaiClusterLogsPermission.name]: DENY } },
    );
    const { text } = await get();
    expect(text).toContain('(runai.cluster.logs)');
    expect(await entries()).toMatchObject([
      {
        action: 'logs',
        outcome: 'denied',
        status: 403,
        reason: 'runai.cluster.logs is missing',
      },
    ]);
    expect(events).toHaveLength(1);
    expect(events[0].end?.succeeded).toBe(false);
  });

  it('is no entry of a cluster that does not exist', async () => {
    const { get, entries, events } = await door(async (access, asked) => {
      await access.begin(asked, { ...proxy, cluster: 'two' });
    });
    expect((await get()).text).toContain("There is no cluster 'two'");
    expect(await entries()).toEqual([]);
    expect(events[0].end?.error).toBe(
      "NotFoundError: There is no cluster 'two'",
    );
  });

  it('does not begin where the auditor does not take it', async () => {
    const auditor = mockServices.auditor.mock({
      createEvent: async () => {
        throw new Error('The audit log is full');
      },
    });
    const { get, entries, permissions } = await door(
      async (access, asked) => {
        await access.begin(asked, proxy);
      },
      { auditor },
    );
    expect((await get()).text).toBe('The audit log is full');
    expect(permissions.authorizeConditional).not.toHaveBeenCalled();
    expect(await entries()).toEqual([]);
  });

  it('tells neither the query nor a token of the address', async () => {
    const { get, events } = await door(async (access, asked, answer) => {
      const act = await access.begin(asked, proxy);
      act.end({ outcome: 'allowed' });
      answer.end();
    });
    await get(`/k8s/${TOKEN}?labelSelector=secret`);
    expect(events[0].url).toBe('/k8s/[token]');
  });
});

describe('a refusal', () => {
  const refusing =
    (cluster: string) =>
    async (access: ClusterAccess, asked: express.Request) => {
      await access.refuse(asked, {
        cluster,
        action: 'proxy',
        target: { verb: 'POST', path: `/api/v1/${TOKEN}` },
        reason: 'MethodNotAllowed',
        status: 405,
      });
      asked.res?.end();
    };

  it('is written down for a cluster that the caller may read', async () => {
    const { get, entries, events } = await door(refusing('one'));
    await get();
    expect(await entries()).toMatchObject([
      {
        actor: 'user:default/vera',
        action: 'proxy',
        outcome: 'denied',
        status: 405,
        reason: 'MethodNotAllowed',
        target: { verb: 'POST', path: '/api/v1/[token]' },
      },
    ]);
    expect(events).toMatchObject([
      {
        eventId: 'proxy',
        meta: { target: { path: '/api/v1/[token]' } },
        end: {
          error: 'NotAllowedError: MethodNotAllowed',
          meta: { status: 405 },
        },
      },
    ]);
  });

  it.each([
    ['an invented one', 'two', {}],
    ['one that the caller may not read', 'one', { 'runai.cluster.read': DENY }],
  ])('is an event alone for %s', async (_of, cluster, decisions) => {
    const { get, entries, events, logger } = await door(refusing(cluster), {
      decisions,
    });
    await get();
    expect(await entries()).toEqual([]);
    expect(events).toHaveLength(1);
    expect(logger.error).not.toHaveBeenCalled();
  });
});
