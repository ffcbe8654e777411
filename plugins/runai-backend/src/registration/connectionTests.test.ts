import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import type { ConnectionTest } from '@runai-portal/backstage-plugin-runai-common';
import {
  caCertificate,
  cluster,
  node,
  serverCertificate,
  type RunningCluster,
} from '@runai-portal/simulator';
import knexFactory, { type Knex } from 'knex';
import request from 'supertest';
import { recordingAuditor } from '../__testUtils__/recordingAuditor';
import { startPortal, type TestPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const TOKEN = 'a-token-of-the-new-cluster';
const WEAK = 'a-token-that-may-nothing';
const SOME = 'a-token-that-may-list-nodes';

let running: RunningCluster;
let portal: TestPortal;
let knex: Knex;
const { auditor, events } = recordingAuditor();
const lines: string[] = [];
const servers: Server[] = [];

const catalogWith = (...allowUrls: string[]): JsonObject => ({
  sources: [
    { type: 'simulated' },
    { type: 'catalog', allowUrls: ['https://127.0.0.1', ...allowUrls] },
  ],
});

beforeAll(async () => {
  running = await cluster('new-lab')
    .kubernetes('v1.30.4')
    .account(TOKEN, { user: 'system:serviceaccount:a:b', rules: 'all' })
    .account(WEAK, { user: 'weak', rules: [] })
    .account(SOME, {
      user: 'some',
      rules: [{ verbs: ['list'], apiGroups: [''], resources: ['nodes'] }],
    })
    .nodes(node('n-1').gpus(8, 'Tesla V100-SXM2-32GB'))
    .start();
  knex = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  portal = await startPortal({
    knex,
    runai: catalogWith('http://127.0.0.1'),
    features: [
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => auditor,
      }),
      mockServices.rootLogger.factory(),
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => recordingLogger(),
      }),
    ],
  });
});

afterAll(async () => {
  await portal?.close();
  await knex?.destroy();
  await running?.close();
  servers.forEach(server => server.close());
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

let people = 0;
/** Each as somebody else: nobody has asked five times. */
async function test(
  body: object,
  at = portal,
  as = `user:default/tester-${++people}`,
): Promise<ConnectionTest> {
  const answer = await at.post('/connection-tests', body, as);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body;
}

const connection = (token = TOKEN) => ({
  server: running.server,
  ca: running.caData,
  token,
});

/** State and reason of the three. */
const inShort = ({ reachable, credentials, permissions }: ConnectionTest) =>
  [reachable, credentials, permissions].map(
    ({ state, reason }) => reason ?? state,
  );

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const https = async (listener: RequestListener) => {
  const { cert, key } = serverCertificate();
  return `https://${await listening(createHttps({ cert, key }, listener))}`;
};

describe('a test of a connection', () => {
  it('says of a good one that all is well, whose it is, and what the cluster is', async () => {
    const found = await test(connection());
    expect(inShort(found)).toEqual(['passed', 'passed', 'passed']);
    expect(found).toMatchObject({
      server: running.server,
      missing: [],
      account: { userName: 'system:serviceaccount:a:b' },
      platform: { track: 'kubernetes', kubernetesVersion: 'v1.30.4' },
    });
    expect(found.granted?.length).toBeGreaterThan(20);
    expect(found.reachable.message).toMatch(/answers as a Kubernetes API/);
  });

  it('says what an account lacks, and what rests on it', async () => {
    const weak = await test(connection(WEAK));
    expect(inShort(weak)).toEqual(['passed', 'passed', 'PermissionsMissing']);
    expect(weak.granted).toEqual([]);
    expect(weak.missing).toContainEqual(
      expect.objectContaining({
        verb: 'list',
        resource: 'nodes',
        checks: expect.arrayContaining(['platform.kubernetes-version']),
      }),
    );
    const some = await test(connection(SOME));
    expect(some.granted).toContainEqual(
      expect.objectContaining({ verb: 'list', resource: 'nodes' }),
    );
    expect(some.missing?.length).toBe(
      Number(weak.missing?.length) - Number(some.granted?.length),
    );
  });

  it('says that a token is not accepted', async () => {
    const found = await test(connection('of-another-cluster'));
    expect(inShort(found)).toEqual(['passed', 'Unauthorized', 'NotAccepted']);
    expect(found.credentials.message).toMatch(/token/);
    expect(found.missing).toBeUndefined();
  });

  it('says that an account may not even ask', async () => {
    running.fault({ kind: 'status', status: 403, match: /^POST / });
    try {
      const found = await test(connection());
      expect(inShort(found)).toEqual(['passed', 'passed', 'Forbidden']);
      expect(found.missing).toBeUndefined();
    } finally {
      running.fault(undefined);
    }
  });

  it.each<[string, object, RegExp]>([
    ['no authority', {}, /No authority was given/],
    ["another cluster's authority", { ca: 'other' }, /authority/],
  ])('says with %s what is wrong with it', async (_what, more, sentence) => {
    const { ca } = { ca: undefined, ...more };
    const found = await test({
      ...connection(),
      ca: ca && serverCertificate().cert,
    });
    expect(inShort(found)).toEqual(['Tls', 'NotReached', 'NotReached']);
    expect(found.reachable.message).toMatch(sentence);
  });

  it('takes the authority as PEM and as base64 of it, and says where it cannot be read', async () => {
    const encoded = Buffer.from(caCertificate()).toString('base64');
    expect(inShort(await test({ ...connection(), ca: encoded }))[0]).toBe(
      'passed',
    );
    expect(inShort(await test({ ...connection(), ca: 'garbage' }))[0]).toBe(
      'CertificateInvalid',
    );
    expect(inShort(await test({ ...connection(), ca: '' }))[0]).toBe('Tls');
  });

  it('says of certificates that they have expired or are for another name', async () => {
    for (const kind of ['expiredCertificate', 'wrongCertificate'] as const) {
      running.fault({ kind });
      try {
        expect(inShort(await test(connection()))[0]).toBe('Tls');
      } finally {
        running.fault(undefined);
      }
    }
  });

  it.each<[string, () => Promise<string>, string]>([
    [
      'nobody listens',
      async () => {
        const server = createServer();
        const address = await listening(server);
        await new Promise(resolve => {
          server.close(resolve);
        });
        return `https://${address}`;
      },
      'Refused',
    ],
    [
      'the name is not known',
      async () => 'https://gpu.invalid',
      'NameNotFound',
    ],
    [
      'a web page answers',
      () => https((_, response) => response.end('<html>Welcome</html>')),
      'NotKubernetes',
    ],
    [
      'a login page is ahead',
      () =>
        https((_, response) =>
          response.writeHead(302, { location: 'https://127.0.0.1:1/' }).end(),
        ),
      'Redirect',
    ],
    [
      'a proxy wants a password',
      () => https((_, response) => response.writeHead(401).end('who?')),
      'NotKubernetes',
    ],
    [
      'it fails',
      () =>
        https((_, response) =>
          response
            .writeHead(500, { 'content-type': 'application/json' })
            .end('{"kind":"Status","status":"Failure","code":500}'),
        ),
      'ServerError',
    ],
    [
      'no TLS is spoken',
      async () =>
        `https://${await listening(
          createServer((_, response) => response.end()),
        )}`,
      'Tls',
    ],
    ['it never answers', () => https(() => undefined), 'Timeout'],
  ])('says where %s', async (_what, start, reason) => {
    const server = await start();
    const found = await test({ server, ca: caCertificate(), token: TOKEN });
    expect(inShort(found)).toEqual([reason, 'NotReached', 'NotReached']);
    expect(found.reachable.message).toMatch(/\. .*\.$/);
  });

  it('follows no redirect', async () => {
    const asked: string[] = [];
    const target = await https((incoming, response) => {
      asked.push(String(incoming.url));
      response.end();
    });
    const server = await https((_, response) =>
      response.writeHead(307, { location: `${target}/version` }).end(),
    );
    expect(
      inShort(await test({ server, ca: caCertificate(), token: TOKEN }))[0],
    ).toBe('Redirect');
    expect(asked).toEqual([]);
  });

  it('speaks without TLS where the portal lists such an address', async () => {
    const plain = await cluster('plain').start({ tls: false });
    try {
      const found = await test({ server: plain.server, token: 'admin-token' });
      expect(inShort(found)).toEqual(['passed', 'passed', 'passed']);
    } finally {
      await plain.close();
    }
  });

  it('sends nothing with what is no token', async () => {
    const before = running.requests.length;
    const found = await test(connection('two\nlines'));
    expect(inShort(found)).toEqual([
      'NotAccepted',
      'TokenInvalid',
      'NotAccepted',
    ]);
    expect(running.requests.length).toBe(before);
  });

  it('ends when the person leaves', async () => {
    let came = () => {};
    const arrived = new Promise<void>(resolve => {
      came = resolve;
    });
    let left = () => {};
    const gone = new Promise<void>(resolve => {
      left = resolve;
    });
    const server = await https((incoming, response) => {
      response.once('close', () => left());
      came();
      incoming.resume();
    });
    const leaving = new AbortController();
    const pending = fetch(`${portal.origin}/api/runai/connection-tests`, {
      method: 'POST',
      signal: leaving.signal,
      headers: {
        'content-type': 'application/json',
        authorization: mockCredentials.user.header('user:default/leaves'),
      },
      body: JSON.stringify({ server, ca: caCertificate(), token: TOKEN }),
    });
    await arrived;
    leaving.abort();
    await expect(pending).rejects.toThrow();
    await gone;
  });
});

describe('an address that is not taken', () => {
  it.each([
    ['https://10.1.2.3:6443', 'AddressNotPublic'],
    ['https://169.254.169.254/latest', 'AddressNotPublic'],
    ['https://localhost', 'AddressNotPublic'],
    ['http://gpu.example:6443', 'AddressNotHttps'],
    ['https://root:secret@gpu.example', 'AddressWithUser'],
    ['6443', 'AddressInvalid'],
  ])('%s is refused as %s', async (server, reason) => {
    const found = await test({ server, token: TOKEN });
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
        const found = await test({ server: address, token: TOKEN }, other);
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
      connection(),
      connection(WEAK),
      { ...connection(), ca: 'garbage' },
      { server: 'https://10.0.0.1', token: TOKEN },
      { ...connection(), unknown: true },
    ];
    for (const body of bodies) {
      const { text } = await portal.post(
        '/connection-tests',
        body,
        `user:default/tester-${++people}`,
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
    for (const token of [TOKEN, WEAK, SOME]) {
      expect(said).not.toContain(token);
    }
  });

  it('is refused where it is too long, and the whole body where it is', async () => {
    const long = await portal.post('/connection-tests', {
      server: running.server,
      token: 'x'.repeat(16_385),
    });
    expect(long.status).toBe(400);
    expect(long.text).not.toContain('xxxx');
    const whole = await portal.post('/connection-tests', {
      server: running.server,
      token: 'x'.repeat(200_000),
    });
    expect([whole.status, whole.body.error.message]).toEqual([
      400,
      'request entity too large',
    ]);
  });
});

describe('who may test a connection', () => {
  it('is written down: who, which server, and what came of it', async () => {
    const who = 'user:default/written';
    await test(connection(), portal, who);
    await test(
      { server: 'https://10.0.0.1/x?token=1', token: TOKEN },
      portal,
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
        target: JSON.stringify({ verb: 'connect', path: running.server }),
      }),
      expect.objectContaining({
        outcome: 'failed',
        reason: 'AddressNotPublic',
        target: '{"verb":"connect","path":"https://10.0.0.1/x"}',
      }),
    ]);
    expect(
      events.filter(({ eventId }) => eventId === 'connection-test').length,
    ).toBeGreaterThan(1);
  });

  it('may do so five times a minute, and is told when again', async () => {
    const who = 'user:default/eager';
    const body = { server: 'https://10.0.0.1', token: TOKEN };
    for (let time = 0; time < 5; time += 1) {
      await test(body, portal, who);
    }
    const {
      status,
      headers,
      body: said,
    } = await portal.post('/connection-tests', body, who);
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(50);
    expect(said.error.message).toMatch(/5 connections in a minute/);
    await test(body);
  });

  it('is a person', async () => {
    const { status } = await request(portal.origin)
      .post('/api/runai/connection-tests')
      .set('Authorization', mockCredentials.service.header())
      .send(connection());
    expect(status).toBe(403);
  });

  it('has the permission', async () => {
    const denying = await startPortal({
      runai: catalogWith(),
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
      const before = running.requests.length;
      const answers = [
        await denying.post('/connection-tests', connection()),
        await denying.get('/registration'),
      ];
      for (const { status, body } of answers) {
        expect([status, body.error.message]).toEqual([
          403,
          'runai.cluster.register is missing',
        ]);
      }
      expect(running.requests.length).toBe(before);
    } finally {
      await denying.close();
    }
  });
});

describe('what can be registered', () => {
  it('is told with the account that a cluster needs', async () => {
    const { status, body } = await portal.get('/registration');
    expect(status).toBe(200);
    expect(body).toMatchObject({ takes: 'catalog', simulated: [] });
    expect(body.manifest).toContain('kind: ServiceAccount');
    expect(body.manifest).toContain('kind: ClusterRole');
    expect(body.manifest).not.toContain('secrets');
  });
});
