import { closeClients, createClient } from '../testing/clients';
import { Limiter } from '../http/Limiter';
import { closeServers, failure, sendJson, startHttp } from '../testing/servers';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const configMap = {
  version: 'v1',
  resource: 'configmaps',
  namespace: 'runai',
  name: 'runai-public',
};

describe('KubeClient', () => {
  it('gets an object with the account, the user agent and a prefix in the address', async () => {
    let seen: Record<string, unknown> = {};
    const server = await startHttp((request, response) => {
      seen = { ...request.headers };
      sendJson(response, { kind: 'ConfigMap' }, 200, {
        'x-kubernetes-pf-flowschema-uid': 'f',
      });
    });
    const client = createClient(
      {
        server: `${server.url}/k8s/clusters/c-1/`,
        credentials: async () => ({ token: 'abc' }),
      },
      { userAgent: 'runai-portal/1.0' },
    );
    const answer = await client.getAnswer<{ kind: string }>(configMap);
    expect(answer).toMatchObject({
      value: { kind: 'ConfigMap' },
      status: 200,
      headers: {
        'x-kubernetes-pf-flowschema-uid': 'f',
        date: expect.any(String),
      },
      durationMs: expect.any(Number),
    });
    expect(server.requests).toEqual([
      'GET /k8s/clusters/c-1/api/v1/namespaces/runai/configmaps/runai-public',
    ]);
    expect(seen).toMatchObject({
      authorization: 'Bearer abc',
      'user-agent': 'runai-portal/1.0',
      accept: 'application/json',
    });
    expect(seen).not.toHaveProperty('accept-encoding');
  });

  it('authenticates with user and password where a kubeconfig has them', async () => {
    let authorization: string | undefined;
    const server = await startHttp((request, response) => {
      authorization = request.headers.authorization;
      sendJson(response, {});
    });
    const basic = { username: 'admin', password: 'pä:ss' };
    await createClient({
      server: server.url,
      credentials: async () => ({ basic }),
    }).nonResource('/version');
    expect(authorization).toBe(
      `Basic ${Buffer.from('admin:pä:ss').toString('base64')}`,
    );
  });

  it('creates with and without a dry run', async () => {
    const bodies: string[] = [];
    const server = await startHttp((request, response) => {
      request.on('data', chunk => bodies.push(String(chunk)));
      request.on('end', () => sendJson(response, { kind: 'Pod' }, 201));
    });
    const client = createClient({ server: server.url });
    const pods = { version: 'v1', resource: 'pods', namespace: 'runai' };
    expect(
      await client.create(pods, { kind: 'Pod' }, { dryRun: true }),
    ).toMatchObject({ status: 201, value: { kind: 'Pod' } });
    await client.create(pods, { kind: 'Pod' });
    expect(server.requests).toEqual([
      'POST /api/v1/namespaces/runai/pods?dryRun=All',
      'POST /api/v1/namespaces/runai/pods',
    ]);
    expect(bodies).toEqual(['{"kind":"Pod"}', '{"kind":"Pod"}']);
  });

  it('deletes', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, { kind: 'Status', status: 'Success' }),
    );
    const client = createClient({ server: server.url });
    await expect(
      client.delete(configMap, { propagationPolicy: 'Background' }),
    ).resolves.toBeUndefined();
    expect(server.requests).toEqual([
      'DELETE /api/v1/namespaces/runai/configmaps/runai-public?propagationPolicy=Background',
    ]);
  });

  it('counts for each user of one pool on its own', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, { a: 1 }),
    );
    const client = createClient({ server: server.url });
    const run = client.withStats();
    await run.nonResource('/version');
    await run.nonResource('/api');
    await client.nonResource('/version');
    const before = run.stats.snapshot();
    await run.nonResource('/version');
    expect(before).toEqual({
      requests: 2,
      retries: 0,
      bytes: 14,
      throttled: { count: 0, flowSchemaUids: [] },
    });
    expect(run.stats.requests).toBe(3);
    expect(client.stats.requests).toBe(1);
  });

  it('rejects with the reason of the caller who gives up, and ends the request', async () => {
    const controller = new AbortController();
    let closed = false;
    const server = await startHttp((_request, response) => {
      response.on('close', () => {
        closed = true;
      });
      controller.abort(new Error('the run was canceled'));
    });
    const client = createClient({ server: server.url });
    await expect(
      client.nonResource('/version', { signal: controller.signal }),
    ).rejects.toThrow('the run was canceled');
    await expect(
      client.nonResource('/version', { signal: controller.signal }),
    ).rejects.toThrow('the run was canceled');
    expect(server.requests).toHaveLength(1);
    while (!closed) {
      await new Promise(resolve => setImmediate(resolve));
    }
  });

  it('holds no place while credentials are awaited, and tells when a request is let go', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, { ok: true }),
    );
    const limiter = Limiter.create(1);
    let give = (_credential: { token: string }) => {};
    const slow = createClient(
      {
        server: server.url,
        credentials: () =>
          new Promise(resolve => {
            give = resolve;
          }),
      },
      { limiter },
    );
    const admitted = jest.fn();
    const call = slow.withAdmission(admitted).nonResource('/version');
    // Another cluster of the same process has the only place to itself.
    const other = createClient({ server: server.url }, { limiter });
    expect((await other.nonResource('/version')).status).toBe(200);
    expect(admitted).not.toHaveBeenCalled();
    give({ token: 'abc' });
    await call;
    expect(admitted).toHaveBeenCalledTimes(1);
    expect(slow.stats.requests).toBe(1);
  });

  it('says that a server refused what was cached', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, failure(401, 'Unauthorized', 'Unauthorized'), 401),
    );
    const credentialsRefused = jest.fn();
    const client = createClient({
      server: server.url,
      credentials: async () => ({ token: 'abc' }),
      credentialsRefused,
    });
    await client.nonResource('/version').catch(() => undefined);
    expect(credentialsRefused).toHaveBeenCalledTimes(1);
  });

  it('says why credentials could not be had, without asking the server', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, {}),
    );
    const client = createClient({
      server: server.url,
      credentials: async () => {
        throw new Error('secret-token leaked in here');
      },
    });
    const error = await client.nonResource('/version').catch(e => e);
    expect(error).toMatchObject({
      errorClass: 'credentials',
      code: 'CREDENTIALS',
    });
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain(
      'secret-token',
    );
    expect(server.requests).toEqual([]);
  });

  it('refuses an address that is longer than any', () => {
    const server = `https://gpu/${'/'.repeat(50_000)}x`;
    expect(() => createClient({ server })).toThrow(TypeError);
  });

  it.each(['ftp://gpu', 'gpu:6443', '', 'https://admin:secret@gpu:6443'])(
    'refuses the address %s',
    server => {
      expect(() => createClient({ server })).toThrow(TypeError);
      expect(() => createClient({ server })).not.toThrow('secret');
    },
  );
});
