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
  startProxy,
  startTcp,
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

describe('proxies', () => {
  it('tunnels through a proxy with its user and password, and checks the server behind it', async () => {
    const server = await startHttps(answer);
    const proxy = await startProxy();
    const proxyUrl = proxy.url.replace('://', '://user:pa%24s@');
    const client = createClient({ ...trusted(server), proxyUrl });
    expect((await client.nonResource('/version')).value).toEqual({ ok: true });
    expect(proxy.requests).toEqual([`127.0.0.1:${server.port}`]);
    expect(proxy.authorizations).toEqual([
      `Basic ${Buffer.from('user:pa$s').toString('base64')}`,
    ]);

    const untrusted = createClient({ server: server.url, proxyUrl });
    expect(await kubeErrorOf(untrusted.nonResource('/version'))).toMatchObject({
      errorClass: 'tls',
    });
  });

  it('honours tls-server-name behind a proxy', async () => {
    const server = await startHttps(answer, { cert: SERVER_OTHER_NAME });
    const proxy = await startProxy();
    const client = createClient({
      ...trusted(server),
      proxyUrl: proxy.url,
      tlsServerName: 'kubernetes.test',
    });
    expect((await client.nonResource('/version')).status).toBe(200);
  });

  it.each([
    [403, 'Check that it may connect'],
    [407, 'asks for a user and a password'],
    [502, 'Check that it may connect'],
  ])('tells a proxy that answers %s', async (code, words) => {
    const proxy = await startProxy({ status: code });
    const client = createClient({
      server: 'https://gpu-prod.test:6443',
      proxyUrl: proxy.url.replace('://', '://me:secret@'),
    });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error).toMatchObject({
      errorClass: 'unreachable',
      code: `PROXY_${code}`,
    });
    expect(error.sentence).toContain(
      `The proxy 127.0.0.1:${proxy.port} refused to connect to gpu-prod.test:6443`,
    );
    expect(error.sentence).toContain(words);
    expect(error.sentence).not.toContain('secret');
  });

  it('tells a proxy that is not there', async () => {
    const gone = await startTcp(() => undefined);
    await gone.close();
    const client = createClient({
      server: 'https://gpu-prod.test:6443',
      proxyUrl: gone.url,
    });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.errorClass).toBe('refused');
    expect(error.sentence).toContain(`the proxy 127.0.0.1:${gone.port}`);
  });

  it('tells a proxy whose name does not resolve', async () => {
    const client = createClient({
      server: 'https://gpu-prod.test:6443',
      proxyUrl: 'http://proxy.invalid:3128',
    });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.errorClass).toBe('dns');
    expect(error.sentence).toContain('the proxy, proxy.invalid,');
  });
});
