import { inspect } from 'node:util';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import { closeServers, sendJson, startHttp, failure } from '../testing/servers';
import { parseRetryAfter } from './statusError';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const nodes = { version: 'v1', resource: 'nodes' };
const classes = {
  version: 'v1',
  group: 'storage.k8s.io',
  resource: 'storageclasses',
};

async function answering(
  code: number,
  body: object | string,
  headers: Record<string, string> = {},
) {
  const server = await startHttp((_request, response) => {
    if (typeof body === 'string') {
      response.writeHead(code, headers).end(body);
    } else {
      sendJson(response, body, code, headers);
    }
  });
  return {
    server,
    client: createClient({
      server: server.url,
      credentials: async () => ({ token: 'secret-token' }),
    }),
  };
}

describe('answers that are errors', () => {
  it.each([
    [401, 'Unauthorized', 'unauthorized'],
    [404, 'NotFound', 'notFound'],
    [410, 'Expired', 'expired'],
    [500, 'InternalError', 'server'],
    [503, 'ServiceUnavailable', 'server'],
    [422, 'Invalid', 'server'],
    [409, 'AlreadyExists', 'server'],
  ] as const)('maps %s to its class', async (code, reason, errorClass) => {
    const { client } = await answering(
      code,
      failure(code, reason, 'words of the server'),
    );
    const error = await kubeErrorOf(client.get({ ...nodes, name: 'gpu-01' }));
    expect(error).toMatchObject({
      errorClass,
      status: code,
      body: { reason },
      request: { method: 'GET', path: '/api/v1/nodes/gpu-01' },
      target: { verb: 'get', ref: { resource: 'nodes', name: 'gpu-01' } },
    });
  });

  it('names account, verb and resource when something is forbidden', async () => {
    const message =
      'storageclasses.storage.k8s.io is forbidden: User "system:serviceaccount:runai-portal:reader" cannot list resource "storageclasses" in API group "storage.k8s.io" at the cluster scope';
    const { client } = await answering(403, failure(403, 'Forbidden', message));
    const error = await kubeErrorOf(client.list(classes));
    expect(error.errorClass).toBe('forbidden');
    expect(error.sentence).toBe(
      'The account system:serviceaccount:runai-portal:reader may not list storageclasses.storage.k8s.io in the whole cluster. Give it a role with that rule.',
    );
  });

  it('says the words of a server as one line without anything that steers a terminal or a log', async () => {
    const { client } = await answering(
      500,
      failure(
        500,
        'InternalError',
        'bad\r\n2026-11-29 root: all is well\u001b[2J\u202eback',
      ),
    );
    const error = await kubeErrorOf(client.list(nodes));
    expect(error.sentence).toContain(
      'bad 2026-11-29 root: all is well [2J back',
    );
    expect(error.sentence).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
  });

  it('keeps the words of an admission plugin that forbids', async () => {
    const message =
      'pods "probe" is forbidden: unable to validate against any security context constraint';
    const { client } = await answering(403, failure(403, 'Forbidden', message));
    const error = await kubeErrorOf(
      client.create(
        { version: 'v1', resource: 'pods', namespace: 'runai' },
        {},
        { dryRun: true },
      ),
    );
    expect(error.sentence).toContain(
      'unable to validate against any security context constraint',
    );
    expect(error.sentence).toContain('may not create pods in namespace runai');
  });

  it.each([401, 403, 404])(
    'calls a %s malformed that no API server wrote',
    async code => {
      const { client } = await answering(
        code,
        '<html>Access denied by policy</html>',
      );
      const error = await kubeErrorOf(client.list(nodes));
      expect(error).toMatchObject({ errorClass: 'malformed', status: code });
      expect(error.sentence).toContain('answers, but not as a Kubernetes API');
      expect(error.sentence).toContain(`got ${code} with a web page`);
      expect(error.isConnectionFailure).toBe(false);
    },
  );

  it.each([401, 403])(
    "tells Rancher's own %s as a matter of the credentials",
    async code => {
      const { client } = await answering(code, {
        type: 'error',
        status: String(code),
        message: 'must authenticate',
      });
      const error = await kubeErrorOf(client.nonResource('/version'));
      expect(error).toMatchObject({ errorClass: 'unauthorized', status: code });
      expect(error.sentence).toContain('Rancher says: must authenticate');
    },
  );

  it('takes the words of an API server for a group that it does not serve', async () => {
    const { client } = await answering(404, '404 page not found\n');
    expect(await kubeErrorOf(client.list(classes))).toMatchObject({
      errorClass: 'notFound',
    });
    // Every API server has nodes and a version: whoever has not is none.
    expect(await kubeErrorOf(client.list(nodes))).toMatchObject({
      errorClass: 'malformed',
    });
    expect(await kubeErrorOf(client.nonResource('/version'))).toMatchObject({
      errorClass: 'malformed',
    });
  });

  it('does not follow a redirect, and names its host alone', async () => {
    const elsewhere = await startHttp((_request, response) =>
      sendJson(response, {}),
    );
    const { client } = await answering(302, '', {
      location: `${elsewhere.url}/login?session=abc`,
    });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error).toMatchObject({ errorClass: 'redirect', status: 302 });
    expect(error.sentence).toContain(`127.0.0.1:${elsewhere.port}`);
    expect(error.sentence).not.toContain('session');
    expect(elsewhere.requests).toEqual([]);
  });

  it('gives the sub-checks of a readyz that fails, without asking again where told so', async () => {
    const { server, client } = await answering(
      500,
      '[+]ping ok\n[-]etcd failed: reason withheld\n',
    );
    const error = await kubeErrorOf(
      client.nonResource('/readyz', {
        query: { verbose: '' },
        text: true,
        retry: false,
      }),
    );
    expect(error.text).toContain('[-]etcd failed');
    expect(server.requests).toEqual(['GET /readyz?verbose']);
  });

  it('says that an HTTPS port was asked without TLS', async () => {
    const { client } = await answering(
      400,
      'Client sent an HTTP request to an HTTPS server.\n',
    );
    expect(await kubeErrorOf(client.nonResource('/version'))).toMatchObject({
      errorClass: 'tls',
    });
  });

  it('never shows a token, not even one that the server repeats', async () => {
    const { client } = await answering(
      500,
      failure(500, 'InternalError', 'bad header: Bearer secret-token'),
    );
    const error = await kubeErrorOf(client.list(nodes));
    const shown = [
      inspect(error, { depth: 20, showHidden: true }),
      JSON.stringify(error),
      error.stack,
      error.message,
    ].join();
    expect(shown).toContain('<redacted>');
    expect(shown).not.toContain('secret-token');
    expect(inspect(client, { depth: 20, showHidden: true })).not.toContain(
      'secret-token',
    );
  });
});

describe('a password that the server repeats', () => {
  it('is not shown, neither in clear nor as the header had it', async () => {
    const header = Buffer.from('admin:secret-password').toString('base64');
    const server = await startHttp((_request, response) =>
      sendJson(
        response,
        failure(500, 'InternalError', `bad: ${header} secret-password`),
        500,
      ),
    );
    const client = createClient({
      server: server.url,
      credentials: async () => ({
        basic: { username: 'admin', password: 'secret-password' },
      }),
    });
    const error = await kubeErrorOf(client.list(nodes));
    const shown = inspect(error, { depth: 20 }) + JSON.stringify(error);
    expect(shown).toContain('<redacted>');
    expect(shown).not.toContain('secret-password');
    expect(shown).not.toContain(header);
  });

  it('tells an answer as what it is, however short the token', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, failure(403, 'Forbidden', 'the token t may not'), 403),
    );
    const client = createClient({
      server: server.url,
      credentials: async () => ({ token: 't' }),
    });
    const error = await kubeErrorOf(client.list(nodes));
    expect(error.errorClass).toBe('forbidden');
    expect(error.body?.message).toBe('the token <redacted> may not');
  });
});

describe('parseRetryAfter', () => {
  const now = new Date('2026-11-24T12:00:00Z');

  it.each([
    ['3', 3],
    ['0', 0],
    ['Tue, 24 Nov 2026 12:00:07 GMT', 7],
    ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('reads %s', (value, seconds) => {
    expect(parseRetryAfter(value, now)).toBe(seconds);
  });
});
