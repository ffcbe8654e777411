import type { RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { caCertificate } from '@runai-portal/simulator';
import {
  httpsServer,
  inShort,
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

const VERSION = '{"major":"1","minor":"30","gitVersion":"v1.30.0"}';
const status = (code: number, message: string) =>
  JSON.stringify({ kind: 'Status', status: 'Failure', code, message });

/** Tests a server that does that. */
async function test(listener: RequestListener) {
  const began = performance.now();
  const found = await tester.test({
    server: await httpsServer(listener),
    ca: caCertificate(),
    token: TOKENS.all,
  });
  return { found, ms: performance.now() - began };
}

/** Tells its version, and does with the rest what it is told to. */
const onlyVersion =
  (rest: RequestListener): RequestListener =>
  (asked, answer) =>
    asked.url === '/version' ? answer.end(VERSION) : rest(asked, answer);

/** Sends without an end. */
function flood(answer: ServerResponse): void {
  const part = Buffer.alloc(1 << 20, 32);
  while (!answer.destroyed && answer.write(part));
  answer.once('drain', () => flood(answer));
}

describe('a server that is none of Kubernetes', () => {
  it.each<[string, RequestListener, string, RegExp]>([
    [
      'another JSON',
      (_, r) => r.end('{"hello":1}'),
      'NotKubernetes',
      /version/,
    ],
    ['a list', (_, r) => r.end('[1]'), 'NotKubernetes', /names no version/],
    ['null', (_, r) => r.end('null'), 'NotKubernetes', /names no version/],
    [
      'a failure with 200',
      (_, r) => r.end(status(500, 'boom')),
      'NotKubernetes',
      /names no version/,
    ],
    ['nothing', (_, r) => r.end(), 'NotKubernetes', /nothing at all/],
    [
      'a web page with 403',
      (_, r) => r.writeHead(403).end('<html>no</html>'),
      'NotKubernetes',
      /a web page/,
    ],
    [
      'a web page with 503',
      (_, r) => r.writeHead(503).end('<html>no</html>'),
      'ServerError',
      /what stands before it \(load balancer, proxy\)/,
    ],
    ['more than is read', (_, r) => flood(r), 'NotKubernetes', /larger than/],
    [
      'an error that is more than is read',
      (_, r) => flood(r.writeHead(500)),
      'NotKubernetes',
      /larger than/,
    ],
    [
      'compressed text',
      (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
      'NotKubernetes',
      /compressed/,
    ],
    [
      'an answer that stops in the middle',
      (_, r) => {
        r.writeHead(200);
        r.write('{');
      },
      'Timeout',
      /did not finish its answer within 10 s/,
    ],
  ])('with %s', async (_what, listener, reason, sentence) => {
    const { found, ms } = await test(listener);
    expect(inShort(found)).toEqual([reason, 'NotReached', 'NotReached']);
    expect(found.reachable.message).toMatch(sentence);
    expect(ms).toBeLessThan(15_000);
  });

  it('is told where it accepts the connection and says no word of TLS', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    server.unref();
    const address = server.address();
    const port = typeof address === 'object' && address?.port;
    const found = await tester.test({
      server: `https://127.0.0.1:${port}`,
      token: TOKENS.all,
    });
    expect(inShort(found)[0]).toBe('Timeout');
    expect(found.reachable.message).toMatch(/within 10 s/);
  });
});

describe('a server that tells its version', () => {
  it.each<[string, RequestListener]>([
    ['shows a web page for the rest', (_, r) => r.end('<html>')],
    ['fails', (_, r) => r.writeHead(500).end(status(500, 'etcd is gone'))],
    ['has a proxy that asks who', (_, r) => r.writeHead(401).end('<html>')],
    ['hangs', () => undefined],
  ])('has accepted no token where it %s', async (_what, rest) => {
    const { found, ms } = await test(onlyVersion(rest));
    expect(inShort(found)).toEqual(['passed', 'NotAnswered', 'NotAnswered']);
    expect(found.credentials.message).toMatch(/^Not known: .*test again\.$/);
    expect(ms).toBeLessThan(45_000);
  });

  it('and takes everybody for nobody has lost the token on the way', async () => {
    const { found } = await test(
      onlyVersion((asked, answer) =>
        answer
          .writeHead(403)
          .end(
            status(
              403,
              `forbidden: User "system:anonymous" cannot ${asked.url}`,
            ),
          ),
      ),
    );
    expect(inShort(found)).toEqual(['passed', 'Unauthorized', 'NotAccepted']);
    expect(found.credentials.message).toMatch(/takes the token away/);
  });
});

describe('a server that repeats what it was sent', () => {
  const sent = (asked: Parameters<RequestListener>[0]) =>
    String(asked.headers.authorization).slice('Bearer '.length);

  it.each<[string, RequestListener]>([
    [
      'in an error',
      (asked, r) =>
        r
          .writeHead(500)
          .end(
            status(
              500,
              `${sent(asked)} ${Buffer.from(sent(asked)).toString('base64')}`,
            ),
          ),
    ],
    [
      'in a redirect',
      (asked, r) =>
        r.writeHead(302, { location: `https://${sent(asked)}.example` }).end(),
    ],
    [
      'as its version and the account',
      (asked, r) =>
        r.end(
          JSON.stringify({
            gitVersion: `v1.30.0-${sent(asked)}`,
            status: {
              allowed: true,
              userInfo: { username: sent(asked), groups: [sent(asked)] },
            },
          }),
        ),
    ],
  ])('%s does not bring the token into the answer', async (_how, listener) => {
    const { found } = await test(listener);
    const said = JSON.stringify(found);
    expect(said).not.toContain(TOKENS.all);
    expect(said).not.toContain(
      Buffer.from(TOKENS.all).toString('base64').slice(0, -4),
    );
  });
});
