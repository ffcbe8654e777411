import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import {
  coreServices,
  createBackendPlugin,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { AuditPage } from '@runai-portal/backstage-plugin-runai-common';
import { cluster, serverCertificate } from '@runai-portal/simulator';
import { request as undiciRequest } from 'undici';
import { startPortal } from '../__testUtils__/startPortal';
import { UpgradeRefuser } from './UpgradeRefuser';

jest.setTimeout(60_000);

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) {
    await end();
  }
});

/** Listens to upgrades from its first request on, and leaves alone what is not its own, as Backstage's own Kubernetes proxy does. */
const listeningPlugin = createBackendPlugin({
  pluginId: 'listening',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        httpRouter.use((request, response) => {
          const server: unknown = Reflect.get(request.socket, 'server');
          if (server instanceof Server) {
            server.on('upgrade', () => undefined);
          }
          response.end();
        });
      },
    });
  },
});

const PATH = '/api/runai/clusters/sim/k8s/api/v1/namespaces/a/pods/b/exec';
const EXEC = upgradeOf(PATH);

function upgradeOf(path: string, more: string[] = []): string {
  return [
    `GET ${path} HTTP/1.1`,
    'Host: portal',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...more,
    '',
    '',
  ].join('\r\n');
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ended.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** All that the server says until it closes the connection. */
async function say(socket: Socket, text: string): Promise<string> {
  let answer = '';
  socket.on('data', chunk => (answer += chunk));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

function refuser(): string[] {
  const refused: string[] = [];
  const started = UpgradeRefuser.start({
    path: /^\/api\/runai\/clusters\/[^/]+\/k8s/,
    onRefused: request => refused.push(request.url ?? ''),
  });
  ended.push(() => started.stop());
  return refused;
}

describe('upgrades of a connection to a cluster', () => {
  it.each([
    [
      'HTTP',
      () => createServer(),
      (port: number) => connect(port, '127.0.0.1'),
    ],
    [
      'HTTPS',
      () => createSecureServer(serverCertificate()),
      (port: number) =>
        connectSecurely({
          port,
          host: '127.0.0.1',
          rejectUnauthorized: false,
        }),
    ],
  ])(
    'are refused over %s before another listener could leave them open',
    async (_protocol, create, open) => {
      const refused = refuser();
      const server = create();
      const others: string[] = [];
      server.on('upgrade', ({ url }) => others.push(String(url)));
      const port = await listening(server);
      const answer = await say(open(port), EXEC);
      expect(answer).toMatch(/^HTTP\/1\.1 426 Upgrade Required\r\n/);
      expect(JSON.parse(answer.split('\r\n\r\n')[1])).toMatchObject({
        kind: 'Status',
        code: 426,
      });
      expect(refused).toEqual([PATH]);
    },
  );

  it('of others stay theirs', async () => {
    const refused = refuser();
    const server = createServer();
    server.on('upgrade', (_request, socket) => {
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 101 Theirs\r\n\r\n');
    });
    const port = await listening(server);
    const answer = await say(
      connect(port, '127.0.0.1'),
      upgradeOf('/api/signals'),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 101 Theirs/);
    expect(refused).toEqual([]);
  });

  it('that nobody takes are closed, since ours is why no other listener does it', async () => {
    refuser();
    const server = createServer();
    server.on('upgrade', () => undefined);
    const port = await listening(server);
    const answer = await say(
      connect(port, '127.0.0.1'),
      upgradeOf('/api/nobody'),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('leave a server without listeners as it is: its routes answer', async () => {
    refuser();
    const server = createServer((_request, response) =>
      response.writeHead(426, { connection: 'close' }).end(),
    );
    const port = await listening(server);
    expect(await say(connect(port, '127.0.0.1'), EXEC)).toMatch(
      /^HTTP\/1\.1 426/,
    );
    expect(server.listenerCount('upgrade')).toBe(0);
  });

  it.each<[string, BackendFeature[]]>([
    ['that listens to none', []],
    ['where another plugin listens', [listeningPlugin]],
  ])(
    'are refused and written down by a portal %s, for whom it knows',
    async (_what, features) => {
      const running = await cluster('sim').start();
      ended.push(() => running.close());
      const portal = await startPortal({
        clusters: [{ running }],
        runai: { allowWithoutPermissions: true },
        features,
      });
      ended.push(() => portal.close());
      const { hostname, port } = new URL(portal.origin);
      const { body } = await undiciRequest(`${portal.origin}/api/listening`, {
        headers: { authorization: mockCredentials.user.header() },
        reset: true,
      });
      await body.dump();
      for (const authorization of [
        mockCredentials.user.header('user:default/vera'),
        mockCredentials.none.header(),
      ]) {
        const text = upgradeOf(PATH, [`Authorization: ${authorization}`]);
        expect(
          await say(
            connect(Number(port), hostname),
            text.replace('Upgrade\r\n', 'Upgrade, close\r\n'),
          ),
        ).toMatch(/^HTTP\/1\.1 (426|401) /);
      }
      const { items } = await portal.until<AuditPage>(
        '/clusters/sim/audit',
        page => page.totalItems > 0,
      );
      expect(items).toMatchObject([
        { actor: 'user:default/vera', status: 426, reason: 'UpgradeRefused' },
      ]);
    },
  );
});
