import type { TLSSocket } from 'node:tls';
import type { KubeClient } from '../client/KubeClient';
import type { KubeCredential } from '../connection/ClusterConnection';
import {
  AUTHORITY,
  CLIENT,
  CLIENT_KEY,
  SERVER_OTHER_NAME,
} from '../testing/certificates';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import {
  closeServers,
  sendJson,
  startHttp,
  startHttps,
  trusted,
} from '../testing/servers';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const answer = (_request: unknown, response: Parameters<typeof sendJson>[0]) =>
  sendJson(response, { ok: true });

describe('ways to a server', () => {
  it('reaches a server by an IPv6 address', async () => {
    const server = await startHttps(answer, { host: '::1' });
    const client = createClient(trusted(server));
    expect((await client.nonResource('/version')).value).toEqual({ ok: true });
  });

  it('accepts the name that tls-server-name gives', async () => {
    const server = await startHttps(answer, { cert: SERVER_OTHER_NAME });
    await createClient({
      ...trusted(server),
      tlsServerName: 'kubernetes.test',
    }).nonResource('/version');
    const wrong = createClient({
      ...trusted(server),
      tlsServerName: 'another.test',
    });
    expect(await kubeErrorOf(wrong.nonResource('/version'))).toMatchObject({
      errorClass: 'tls',
    });
  });

  it('shows its client certificate, and a renewed one on new connections', async () => {
    const seen: string[] = [];
    const server = await startHttps(
      (request, response) => {
        const socket = request.socket as TLSSocket;
        seen.push(
          socket.authorized
            ? String(socket.getPeerCertificate().subject.CN)
            : 'nobody',
        );
        sendJson(response, {});
      },
      { ca: AUTHORITY, requestCert: true, rejectUnauthorized: false },
    );
    const credential: KubeCredential = {};
    const client = createClient({
      ...trusted(server),
      credentials: async () => ({ ...credential }),
    });
    await client.nonResource('/version');
    credential.clientCert = { cert: CLIENT, key: CLIENT_KEY };
    await client.nonResource('/version');
    await client.nonResource('/version');
    expect(seen).toEqual(['nobody', 'portal', 'portal']);
  });

  it('sends the token that is valid now', async () => {
    const seen: unknown[] = [];
    const server = await startHttp((request, response) => {
      seen.push(request.headers.authorization);
      sendJson(response, {});
    });
    let count = 0;
    const client = createClient({
      server: server.url,
      credentials: async () => ({ token: `token-${count++}` }),
    });
    await client.nonResource('/version');
    await client.nonResource('/version');
    expect(seen).toEqual(['Bearer token-0', 'Bearer token-1']);
  });

  it('ends what is under way when it is closed', async () => {
    const clients: KubeClient[] = [];
    const server = await startHttp(() => clients.forEach(open => open.close()));
    const client = createClient({ server: server.url });
    clients.push(client);
    const error = await kubeErrorOf(
      client.nonResource('/version', { timeoutMs: 5000 }),
    );
    expect(error.errorClass).toBe('unreachable');
    expect(await kubeErrorOf(client.nonResource('/version'))).toMatchObject({
      errorClass: 'unreachable',
    });
  });
});
