import {
  AUTHORITY,
  OTHER_AUTHORITY,
  SERVER,
  SERVER_KEY,
  SERVER_OF_OTHER_AUTHORITY,
  SERVER_OTHER_NAME,
} from '../testing/certificates';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import {
  closeServers,
  sendJson,
  startHttp,
  startHttps,
  startProxy,
  startSocks,
  startTcp,
  trusted,
  type TestServer,
} from '../testing/servers';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const startServer = (tls = {}) =>
  startHttps((_request, response) => sendJson(response, { ok: true }), tls);
const named = (server: TestServer) => ({
  server: server.url.replace('127.0.0.1', 'kubernetes.test'),
  caData: AUTHORITY,
});

describe('HTTP proxies', () => {
  it('tunnel with a user and a password, and the server behind is checked', async () => {
    const server = await startServer();
    const proxy = await startProxy();
    const proxyUrl = proxy.url.replace('://', '://user:pa%24s@');
    const client = createClient({ ...trusted(server), proxyUrl });
    expect((await client.nonResource('/version')).value).toEqual({ ok: true });
    expect(proxy.requests).toEqual([`127.0.0.1:${server.port}`]);
    expect(proxy.authorizations).toEqual([
      `Basic ${Buffer.from('user:pa$s').toString('base64')}`,
    ]);

    const untrusted = createClient({ server: server.url, proxyUrl });
    const error = await kubeErrorOf(untrusted.nonResource('/version'));
    expect(error.errorClass).toBe('tls');
    expect(error.sentence).toContain(`certificate of 127.0.0.1:${server.port}`);
    expect(error.sentence).toContain('No authority was given');
  });

  it('honour tls-server-name of the server behind', async () => {
    const server = await startServer({ cert: SERVER_OTHER_NAME });
    const proxy = await startProxy();
    const client = createClient({
      ...trusted(server),
      proxyUrl: proxy.url,
      tlsServerName: 'kubernetes.test',
    });
    expect((await client.nonResource('/version')).status).toBe(200);
  });

  it('tunnel to a server without TLS', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, { ok: true }),
    );
    const proxy = await startProxy();
    const client = createClient({ server: server.url, proxyUrl: proxy.url });
    expect((await client.nonResource('/version')).value).toEqual({ ok: true });
  });

  it('may speak TLS, with a certificate of the same authority as the server', async () => {
    const server = await startServer();
    const proxy = await startProxy({ tls: { cert: SERVER, key: SERVER_KEY } });
    const client = createClient({ ...trusted(server), proxyUrl: proxy.url });
    expect((await client.nonResource('/version')).value).toEqual({ ok: true });
  });

  it("are told where it is the proxy's own certificate that is wrong", async () => {
    const server = await startServer();
    const proxy = await startProxy({
      tls: { cert: SERVER_OF_OTHER_AUTHORITY, key: SERVER_KEY },
    });
    const client = createClient({ ...trusted(server), proxyUrl: proxy.url });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.errorClass).toBe('tls');
    expect(error.sentence).toContain(
      `The certificate of the proxy 127.0.0.1:${proxy.port}`,
    );
    expect(server.requests).toEqual([]);
  });

  it("leave the server's certificate to be told as the server's", async () => {
    const server = await startServer({ cert: SERVER_OF_OTHER_AUTHORITY });
    const proxy = await startProxy({ tls: { cert: SERVER, key: SERVER_KEY } });
    const client = createClient({ ...trusted(server), proxyUrl: proxy.url });
    const { sentence } = await kubeErrorOf(client.nonResource('/version'));
    expect(sentence).toContain(`certificate of 127.0.0.1:${server.port}`);
    const right = createClient({
      ...trusted(server),
      caData: AUTHORITY + OTHER_AUTHORITY,
      proxyUrl: proxy.url,
    });
    expect((await right.nonResource('/version')).status).toBe(200);
  });

  it.each([
    [403, 'It does not allow connections to that host and port'],
    [407, 'asks for a user and a password'],
    [503, 'It could not reach that host and port itself'],
    [418, 'Check that it may connect'],
  ])('are told where they answer %s', async (code, words) => {
    const proxy = await startProxy({ status: code });
    const client = createClient({
      server: 'https://gpu-prod.test:6443',
      proxyUrl: proxy.url.replace('://', '://me:secr@t@'),
      proxyFrom: 'HTTPS_PROXY',
    });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error).toMatchObject({
      errorClass: 'unreachable',
      code: `PROXY_${code}`,
    });
    expect(error.sentence).toContain(
      `The proxy 127.0.0.1:${proxy.port} (named by HTTPS_PROXY) refused to connect to gpu-prod.test:6443`,
    );
    expect(error.sentence).toContain(words);
    expect(error.sentence).not.toContain('secr');
    expect(error.sentence).not.toContain('t@');
  });
});

describe('SOCKS5 proxies', () => {
  it('are spoken to, look the name up themselves, and carry TLS to the server', async () => {
    const server = await startServer();
    const proxy = await startSocks({ to: server.port });
    const client = createClient({ ...named(server), proxyUrl: proxy.url });
    expect((await client.nonResource('/version')).value).toEqual({ ok: true });
    expect(proxy.requests).toEqual([`name kubernetes.test:${server.port}`]);
  });

  it.each([
    [2, 'does not allow it'],
    [4, 'cannot reach it'],
    [5, 'was refused by it'],
  ])('are told where they answer %s', async (reply, words) => {
    const proxy = await startSocks({ reply });
    const client = createClient({
      server: 'https://gpu-prod.test:6443',
      proxyUrl: proxy.url,
    });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error).toMatchObject({
      errorClass: 'unreachable',
      code: 'PROXY_SOCKS',
    });
    expect(error.sentence).toBe(
      `The proxy 127.0.0.1:${proxy.port} was asked to connect to gpu-prod.test:6443, and ${words}.`,
    );
  });

  it('are told where something else listens on their port', async () => {
    const other = await startHttp((_request, response) => response.end());
    const client = createClient({
      server: 'https://gpu-prod.test:6443',
      proxyUrl: other.url.replace('http:', 'socks5:'),
    });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.code).toBe('PROXY_SOCKS');
  });
});

describe.each(['http', 'socks5'])('%s proxies that are not there', scheme => {
  it('are told, and not the server', async () => {
    const gone = await startTcp(() => undefined);
    await gone.close();
    const client = createClient({
      server: 'https://gpu-prod.test:6443',
      proxyUrl: gone.url.replace('http:', `${scheme}:`),
    });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.errorClass).toBe('refused');
    expect(error.sentence).toContain(`The proxy 127.0.0.1:${gone.port}`);
  });

  it('are told where their name does not resolve', async () => {
    const client = createClient({
      server: 'https://gpu-prod.test:6443',
      proxyUrl: `${scheme}://proxy.invalid:3128`,
    });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.errorClass).toBe('dns');
    expect(error.sentence).toContain('the proxy proxy.invalid:3128');
  });
});
