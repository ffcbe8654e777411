import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import {
  closeServers,
  startHttps,
  startTcp,
  trusted,
} from '../testing/servers';
import { fromSocketError } from './socketError';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const once = { retry: false } as const;

describe('connection failures on real sockets', () => {
  it('names the host when its name does not resolve', async () => {
    const client = createClient({ server: 'https://gpu-prod.invalid:6443' });
    const error = await kubeErrorOf(client.nonResource('/version', once));
    expect(error.errorClass).toBe('dns');
    expect(error.sentence).toContain('gpu-prod.invalid');
    expect(error.code).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  it('says refused, with host and port, where nothing listens', async () => {
    const server = await startTcp(() => undefined);
    await server.close();
    const client = createClient({ server: server.url });
    const error = await kubeErrorOf(client.nonResource('/version', once));
    expect(error).toMatchObject({
      errorClass: 'refused',
      code: 'ECONNREFUSED',
    });
    expect(error.sentence).toContain(`127.0.0.1:${server.port}`);
  });

  it('says refused for a name with several addresses', async () => {
    const server = await startTcp(() => undefined);
    await server.close();
    const client = createClient({ server: `http://localhost:${server.port}` });
    expect(
      await kubeErrorOf(client.nonResource('/version', once)),
    ).toMatchObject({ errorClass: 'refused' });
  });

  it('says unreachable when the connection is reset without an answer, after trying again', async () => {
    let connections = 0;
    const server = await startTcp(socket => {
      connections += 1;
      socket.once('data', () => socket.resetAndDestroy());
    });
    const client = createClient({ server: server.url });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.errorClass).toBe('unreachable');
    expect(error.sentence).toContain('closed the connection without an answer');
    expect(connections).toBe(3);
  });

  it('ends at the deadline when TLS is never answered (half open)', async () => {
    const server = await startTcp(() => undefined);
    const client = createClient({
      server: server.url.replace('http:', 'https:'),
    });
    const error = await kubeErrorOf(
      client.nonResource('/version', { timeoutMs: 60 }),
    );
    expect(error).toMatchObject({
      errorClass: 'timeout',
      code: 'TIMEOUT_CONNECT',
    });
    expect(error.sentence).toContain('within 0.1 s');
  });

  it('ends at the deadline when the request is never answered (silent)', async () => {
    const server = await startHttps(() => undefined);
    const client = createClient(trusted(server));
    const error = await kubeErrorOf(
      client.nonResource('/version', { timeoutMs: 300 }),
    );
    expect(error).toMatchObject({
      errorClass: 'timeout',
      code: 'TIMEOUT_WAIT',
    });
    expect(server.requests).toEqual(['GET /version']);
  });

  it('ends at the deadline when the answer stops on its way', async () => {
    const server = await startHttps((_request, response) =>
      response.writeHead(200).write('{"major":'),
    );
    const client = createClient(trusted(server));
    const error = await kubeErrorOf(
      client.nonResource('/version', { timeoutMs: 300 }),
    );
    expect(error).toMatchObject({
      errorClass: 'timeout',
      code: 'TIMEOUT_READ',
    });
  });

  it('says malformed when the connection is cut within an answer', async () => {
    const server = await startHttps((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"major":');
      setImmediate(() => response.destroy());
    });
    const client = createClient(trusted(server));
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.errorClass).toBe('malformed');
    expect(error.sentence).toContain('ended in the middle');
    expect(server.requests).toHaveLength(3);
  });

  it('says malformed where something else than HTTP answers', async () => {
    const server = await startTcp(socket =>
      socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
    );
    const client = createClient({ server: server.url });
    const error = await kubeErrorOf(client.nonResource('/version', once));
    expect(error.errorClass).toBe('malformed');
    expect(error.sentence).toContain('does not answer with HTTP');
  });
});

describe('fromSocketError', () => {
  const destination = { target: 'gpu:6443' };
  const coded = (code: string) => Object.assign(new Error(code), { code });

  it.each(['EHOSTUNREACH', 'ENETUNREACH'])('maps %s to unreachable', code => {
    expect(
      fromSocketError(coded(code), 'connect', destination, {}),
    ).toMatchObject({ errorClass: 'unreachable', code });
  });

  it.each(['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'])(
    'maps %s to timeout',
    code => {
      expect(
        fromSocketError(coded(code), 'connect', destination, {}),
      ).toMatchObject({ errorClass: 'timeout', code });
    },
  );

  it('lets the most telling of several addresses speak', () => {
    const error = new AggregateError(
      [coded('ENETUNREACH'), coded('ECONNREFUSED')],
      'all failed',
    );
    const wrapped = new TypeError('fetch failed', { cause: error });
    expect(fromSocketError(wrapped, 'connect', destination, {})).toMatchObject({
      errorClass: 'refused',
    });
  });

  it('calls what it does not know unreachable and keeps the code', () => {
    expect(
      fromSocketError(coded('EWEIRD'), 'connect', destination, {}),
    ).toMatchObject({
      errorClass: 'unreachable',
      code: 'EWEIRD',
    });
  });
});
