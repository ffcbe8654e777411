import { createServer } from 'node:http';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import knexFactory, { type Knex } from 'knex';
import request from 'supertest';
import {
  inShort,
  listening,
  startConnectionTester,
  TOKENS,
  type ConnectionTester,
} from '../__testUtils__/connectionTester';
import { recordingAuditor } from '../__testUtils__/recordingAuditor';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

let tester: ConnectionTester;
let knex: Knex;
const { auditor, events } = recordingAuditor();
const lines: string[] = [];

beforeAll(async () => {
  knex = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  tester = await startConnectionTester({
    knex,
    features: [
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => auditor,
      }),
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => recordingLogger(),
      }),
    ],
  });
});

afterAll(async () => {
  await tester?.close();
  await knex?.destroy();
});

function recordingLogger() {
  const write = (...said: unknown[]) =>
    lines.push(said.map(one => JSON.stringify(one) + String(one)).join(' '));
  const logger = {
    error: write,
    warn: write,
    info: write,
    debug: write,
    child: () => logger,
  };
  return logger;
}

describe('an address that is not taken', () => {
  it.each([
    ['https://10.1.2.3:6443', 'AddressNotPublic'],
    ['https://169.254.169.254/latest', 'AddressNotPublic'],
    ['https://localhost', 'AddressNotPublic'],
    ['http://gpu.example:6443', 'AddressNotHttps'],
    ['https://root:secret@gpu.example', 'AddressWithUser'],
    ['6443', 'AddressInvalid'],
  ])('%s is refused as %s', async (server, reason) => {
    const found = await tester.test({ server, token: TOKENS.all });
    expect(inShort(found)).toEqual([reason, 'NotReached', 'NotReached']);
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it('gets no connection: neither in a demo nor where entities are no source', async () => {
    let connections = 0;
    const server = createServer();
    server.on('connection', () => {
      connections += 1;
    });
    const address = `https://${await listening(server)}`;
    for (const [sources, reason] of [
      [[{ type: 'simulated' }], 'NotTaken'],
      [[{ type: 'simulated' }, { type: 'catalog' }], 'AddressNotPublic'],
    ] as const) {
      const other = await startPortal({ runai: { sources: [...sources] } });
      try {
        const found = await tester.test(
          { server: address, token: TOKENS.all },
          undefined,
          other,
        );
        expect(inShort(found)[0]).toBe(reason);
      } finally {
        await other.close();
      }
    }
    expect(connections).toBe(0);
  });
});

describe('the token of a test', () => {
  it('is answered with nowhere, and stands in no log, no event and no table', async () => {
    const bodies = [
      tester.connection(),
      tester.connection(TOKENS.nothing),
      { ...tester.connection(), ca: 'garbage' },
      { server: 'https://10.0.0.1', token: TOKENS.all },
      { ...tester.connection(), unknown: true },
      { ...tester.connection(), server: 5 },
    ];
    for (const body of bodies) {
      const { text } = await tester.portal.post(
        '/connection-tests',
        body,
        `user:default/${JSON.stringify(body).length}`,
      );
      expect(text).not.toContain(body.token);
    }
    const tables = await knex('sqlite_master')
      .where({ type: 'table' })
      .pluck('name');
    const said = [
      JSON.stringify(events),
      ...lines,
      ...(await Promise.all(
        tables.map(async name => JSON.stringify(await knex(name).select())),
      )),
    ].join('\n');
    for (const token of Object.values(TOKENS)) {
      expect(said).not.toContain(token);
    }
  });

  it('is refused where it is too long', async () => {
    const long = await tester.portal.post('/connection-tests', {
      server: tester.running.server,
      token: 'x'.repeat(16_385),
    });
    expect(long.status).toBe(400);
    expect(long.text).not.toContain('xxxx');
  });
});

describe('who may test a connection', () => {
  it('is written down: who, which server, and what came of it', async () => {
    const who = 'user:default/written';
    await tester.test(tester.connection(), who);
    await tester.test(
      { server: 'https://root:pw@10.0.0.1/x?token=1', token: TOKENS.all },
      who,
    );
    const entries = async () => knex('audit').where({ actor: who }).select();
    while ((await entries()).length < 2) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(await entries()).toEqual([
      expect.objectContaining({
        cluster: '-',
        action: 'connection.test',
        outcome: 'allowed',
        permissions: '["runai.cluster.register"]',
        target: JSON.stringify({
          verb: 'connect',
          path: tester.running.server,
        }),
      }),
      expect.objectContaining({
        outcome: 'failed',
        reason: 'AddressWithUser',
        target: '{"verb":"connect","path":"https://10.0.0.1/x"}',
      }),
    ]);
    expect(
      events.filter(({ eventId }) => eventId === 'connection-test').length,
    ).toBeGreaterThan(1);
  });

  it('may do so five times a minute, and is told when again', async () => {
    const who = 'user:default/eager';
    const body = { server: 'https://10.0.0.1', token: TOKENS.all };
    for (let time = 0; time < 5; time += 1) {
      await tester.test(body, who);
    }
    const {
      status,
      headers,
      body: said,
    } = await tester.portal.post('/connection-tests', body, who);
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(50);
    expect(said.error.message).toMatch(/5 connections in a minute/);
    await tester.test(body);
  });

  it('is a person', async () => {
    const { status } = await request(tester.portal.origin)
      .post('/api/runai/connection-tests')
      .set('Authorization', mockCredentials.service.header())
      .send(tester.connection());
    expect(status).toBe(403);
  });

  it('has the permission', async () => {
    const denying = await startPortal({
      runai: { sources: [{ type: 'catalog' }] },
      features: [
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () =>
            mockServices.permissions.mock({
              authorize: async requests =>
                requests.map(() => ({ result: AuthorizeResult.DENY })),
              authorizeConditional: async requests =>
                requests.map(() => ({ result: AuthorizeResult.ALLOW })),
            }),
        }),
      ],
    });
    try {
      const before = tester.running.requests.length;
      const answers = [
        await denying.post('/connection-tests', tester.connection()),
        await denying.get('/registration'),
      ];
      for (const { status, body } of answers) {
        expect([status, body.error.message]).toEqual([
          403,
          'runai.cluster.register is missing',
        ]);
      }
      expect(tester.running.requests.length).toBe(before);
    } finally {
      await denying.close();
    }
  });
});

describe('what can be registered', () => {
  it('is told with the account that a cluster needs', async () => {
    const { status, body } = await tester.portal.get('/registration');
    expect(status).toBe(200);
    expect(body).toMatchObject({ takes: 'catalog', simulated: [] });
    expect(body.manifest).toContain('kind: ServiceAccount');
    expect(body.manifest).toContain('kind: ClusterRole');
    expect(body.manifest).not.toContain('secrets');
  });
});
