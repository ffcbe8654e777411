import { createServer } from 'node:http';
import { mockCredentials } from '@backstage/backend-test-utils';
import { DEMO_TOKEN } from '@runai-portal/backstage-plugin-runai-common';
import {
  caCertificate,
  cluster,
  serverCertificate,
  startDemoFleet,
} from '@runai-portal/simulator';
import {
  httpsServer,
  inShort,
  listening,
  startConnectionTester,
  TOKENS,
  type ConnectionTester,
} from '../__testUtils__/connectionTester';

jest.setTimeout(60_000);

let tester: ConnectionTester;

beforeAll(async () => {
  tester = await startConnectionTester();
});

afterAll(() => tester?.close());

describe('a test of a connection', () => {
  it('says of a good one that all is well, whose it is, and what the cluster is', async () => {
    const found = await tester.test(tester.connection());
    expect(inShort(found)).toEqual(['passed', 'passed', 'passed']);
    expect(found).toMatchObject({
      server: tester.running.server,
      missing: [],
      account: { userName: 'system:serviceaccount:a:b' },
      platform: { track: 'kubernetes', kubernetesVersion: 'v1.30.4' },
    });
    expect(found.granted?.length).toBeGreaterThan(20);
    expect(found.reachable.message).toMatch(/answers as a Kubernetes API/);
  });

  it('says what an account lacks, and what rests on it', async () => {
    const weak = await tester.test(tester.connection(TOKENS.nothing));
    expect(inShort(weak)).toEqual(['passed', 'passed', 'PermissionsMissing']);
    expect(weak.granted).toEqual([]);
    expect(weak.missing).toContainEqual(
      expect.objectContaining({
        verb: 'list',
        resource: 'nodes',
        checks: expect.arrayContaining(['platform.kubernetes-version']),
      }),
    );
    const some = await tester.test(tester.connection(TOKENS.nodes));
    expect(some.granted).toContainEqual(
      expect.objectContaining({ verb: 'list', resource: 'nodes' }),
    );
    expect(some.missing?.length).toBe(
      Number(weak.missing?.length) - Number(some.granted?.length),
    );
  });

  it('has the token of every simulated cluster of the demo in the form', async () => {
    const fleet = await startDemoFleet();
    try {
      expect(
        fleet.clusters.map(({ running }) => running.connection().token),
      ).toEqual(fleet.clusters.map(() => DEMO_TOKEN));
    } finally {
      await fleet.close();
    }
  });

  it('says that a token is not accepted', async () => {
    const found = await tester.test(tester.connection('of-another-cluster'));
    expect(inShort(found)).toEqual(['passed', 'Unauthorized', 'NotAccepted']);
    expect(found.credentials.message).toMatch(/token/);
    expect(found.missing).toBeUndefined();
  });

  it('says that an account may not even ask', async () => {
    tester.running.fault({ kind: 'status', status: 403, match: /^POST / });
    try {
      const found = await tester.test(tester.connection());
      expect(inShort(found)).toEqual(['passed', 'passed', 'Forbidden']);
      expect(found.missing).toBeUndefined();
    } finally {
      tester.running.fault(undefined);
    }
  });

  it.each<[string, object, RegExp]>([
    ['no authority', {}, /No authority was given/],
    ["another cluster's authority", { ca: 'other' }, /authority/],
  ])('says with %s what is wrong with it', async (_what, more, sentence) => {
    const { ca } = { ca: undefined, ...more };
    const found = await tester.test({
      ...tester.connection(),
      ca: ca && serverCertificate().cert,
    });
    expect(inShort(found)).toEqual(['Tls', 'NotReached', 'NotReached']);
    expect(found.reachable.message).toMatch(sentence);
  });

  it('takes the authority as PEM and as base64 of it, and says where it cannot be read', async () => {
    const encoded = Buffer.from(caCertificate()).toString('base64');
    expect(
      inShort(await tester.test({ ...tester.connection(), ca: encoded }))[0],
    ).toBe('passed');
    expect(
      inShort(await tester.test({ ...tester.connection(), ca: 'garbage' }))[0],
    ).toBe('CertificateInvalid');
    expect(
      inShort(await tester.test({ ...tester.connection(), ca: '' }))[0],
    ).toBe('Tls');
  });

  it('says of certificates that they have expired or are for another name', async () => {
    for (const kind of ['expiredCertificate', 'wrongCertificate'] as const) {
      tester.running.fault({ kind });
      try {
        expect(inShort(await tester.test(tester.connection()))[0]).toBe('Tls');
      } finally {
        tester.running.fault(undefined);
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
      () => httpsServer((_, response) => response.end('<html>Welcome</html>')),
      'NotKubernetes',
    ],
    [
      'a login page is ahead',
      () =>
        httpsServer((_, response) =>
          response.writeHead(302, { location: 'https://127.0.0.1:1/' }).end(),
        ),
      'Redirect',
    ],
    [
      'a proxy wants a password',
      () => httpsServer((_, response) => response.writeHead(401).end('who?')),
      'NotKubernetes',
    ],
    [
      'it fails',
      () =>
        httpsServer((_, response) =>
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
    ['it never answers', () => httpsServer(() => undefined), 'Timeout'],
  ])('says where %s', async (_what, start, reason) => {
    const server = await start();
    const found = await tester.test({
      server,
      ca: caCertificate(),
      token: TOKENS.all,
    });
    expect(inShort(found)).toEqual([reason, 'NotReached', 'NotReached']);
    expect(found.reachable.message).toMatch(/\. .*\.$/);
  });

  it('follows no redirect', async () => {
    const asked: string[] = [];
    const target = await httpsServer((incoming, response) => {
      asked.push(String(incoming.url));
      response.end();
    });
    const server = await httpsServer((_, response) =>
      response.writeHead(307, { location: `${target}/version` }).end(),
    );
    expect(
      inShort(
        await tester.test({ server, ca: caCertificate(), token: TOKENS.all }),
      )[0],
    ).toBe('Redirect');
    expect(asked).toEqual([]);
  });

  it('speaks without TLS where the portal lists such an address', async () => {
    const plain = await cluster('plain').start({ tls: false });
    try {
      const found = await tester.test({
        server: plain.server,
        token: 'admin-token',
      });
      expect(inShort(found)).toEqual(['passed', 'passed', 'passed']);
      expect(found.reachable.message).toMatch(/without TLS/);
    } finally {
      await plain.close();
    }
  });

  it('sends nothing with what is no token', async () => {
    const before = tester.running.requests.length;
    const found = await tester.test(tester.connection('two\nlines'));
    expect(inShort(found)).toEqual([
      'NotAccepted',
      'TokenInvalid',
      'NotAccepted',
    ]);
    expect(tester.running.requests.length).toBe(before);
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
    const server = await httpsServer((incoming, response) => {
      response.once('close', () => left());
      came();
      incoming.resume();
    });
    const leaving = new AbortController();
    const pending = fetch(
      `${tester.portal.origin}/api/runai/connection-tests`,
      {
        method: 'POST',
        signal: leaving.signal,
        headers: {
          'content-type': 'application/json',
          authorization: mockCredentials.user.header('user:default/leaves'),
        },
        body: JSON.stringify({
          server,
          ca: caCertificate(),
          token: TOKENS.all,
        }),
      },
    );
    await arrived;
    leaving.abort();
    await expect(pending).rejects.toThrow();
    await gone;
  });
});
