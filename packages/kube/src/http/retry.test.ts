import type { IncomingMessage, ServerResponse } from 'node:http';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import { closeServers, sendJson, startHttp, failure } from '../testing/servers';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

/** Answers by turns; the last answer stays. */
async function inTurn(
  ...answers: ((response: ServerResponse, request: IncomingMessage) => void)[]
) {
  let turn = 0;
  const server = await startHttp((request, response) => {
    answers[Math.min(turn++, answers.length - 1)](response, request);
  });
  return { server, client: createClient({ server: server.url }) };
}

const fails =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    sendJson(response, failure(code, 'Failing', 'not now'), code, headers);
const succeeds = (response: ServerResponse) =>
  sendJson(response, { gitVersion: 'v1.20.2' });
const pod = { version: 'v1', resource: 'pods', namespace: 'a', name: 'b' };

describe('retries', () => {
  it.each([429, 500, 502, 503, 504])('repeats a GET after %s', async code => {
    const { client } = await inTurn(fails(code), fails(code), succeeds);
    expect((await client.nonResource('/version')).value).toEqual({
      gitVersion: 'v1.20.2',
    });
    expect(client.stats).toMatchObject({ requests: 3, retries: 2 });
  });

  it('repeats a GET after a connection was reset', async () => {
    const { client } = await inTurn(
      response => response.socket?.resetAndDestroy(),
      succeeds,
    );
    await client.nonResource('/version');
    expect(client.stats.retries).toBe(1);
  });

  it('tries once more after one reset, even where the first answer counts', async () => {
    const { client } = await inTurn(
      response => response.socket?.resetAndDestroy(),
      succeeds,
    );
    const answer = await client.nonResource('/version', { retry: false });
    expect(answer.status).toBe(200);
    expect(client.stats.requests).toBe(2);
  });

  it('tries once more where one connection was refused, also what must not be sent twice', async () => {
    const first = await startHttp((_request, response) => succeeds(response));
    await first.close();
    const client = createClient(
      { server: first.url },
      { retries: { firstDelayMs: 1 }, breaker: { failures: 100 } },
    );
    for (const call of [
      () => client.nonResource('/version', { retry: false }),
      () => client.create({ ...pod, name: undefined }, {}),
    ]) {
      const before = client.stats.requests;
      expect((await kubeErrorOf(call())).errorClass).toBe('refused');
      expect(client.stats.requests - before).toBe(2);
    }
  });

  it.each([400, 401, 403, 404, 409, 501])(
    'does not repeat after %s',
    async code => {
      const { server, client } = await inTurn(fails(code));
      await kubeErrorOf(client.nonResource('/version'));
      expect(server.requests).toHaveLength(1);
    },
  );

  it('gives up after three attempts with the last failure', async () => {
    const { server, client } = await inTurn(
      fails(500),
      fails(502),
      fails(503),
      succeeds,
    );
    expect(await kubeErrorOf(client.nonResource('/version'))).toMatchObject({
      errorClass: 'server',
      status: 503,
    });
    expect(server.requests).toHaveLength(3);
  });

  it('never repeats a create, which could make a second object', async () => {
    const { server, client } = await inTurn(fails(503), succeeds);
    await kubeErrorOf(
      client.create({ version: 'v1', resource: 'pods', namespace: 'a' }, {}),
    );
    expect(server.requests).toHaveLength(1);
  });

  it('repeats dry runs and self-reviews, which store nothing', async () => {
    const { client } = await inTurn(fails(503), succeeds, fails(429), succeeds);
    await client.create(
      { version: 'v1', resource: 'pods', namespace: 'a' },
      {},
      { dryRun: true },
    );
    await client.create(
      {
        group: 'authorization.k8s.io',
        version: 'v1',
        resource: 'selfsubjectaccessreviews',
      },
      {},
    );
    expect(client.stats.retries).toBe(2);
  });

  it('repeats a delete', async () => {
    const { server, client } = await inTurn(fails(503), succeeds);
    await client.delete(pod);
    expect(server.requests).toHaveLength(2);
  });

  it('takes an object as deleted that is gone when the delete is repeated', async () => {
    const { client } = await inTurn(
      response => response.socket?.resetAndDestroy(),
      fails(404),
    );
    await expect(client.delete(pod)).resolves.toBeUndefined();
  });

  it('says notFound for a delete whose first answer is 404', async () => {
    const { client } = await inTurn(fails(404));
    expect(await kubeErrorOf(client.delete(pod))).toMatchObject({
      errorClass: 'notFound',
    });
  });

  it('waits as long as Retry-After asks', async () => {
    const { client } = await inTurn(
      fails(429, { 'retry-after': '1' }),
      succeeds,
    );
    const before = performance.now();
    await client.nonResource('/version');
    expect(performance.now() - before).toBeGreaterThan(990);
  });

  it.each(['600', new Date(Date.now() + 600_000).toUTCString()])(
    'says throttled at once when Retry-After %s does not fit into the deadline',
    async retryAfter => {
      const { server, client } = await inTurn(
        fails(429, {
          'retry-after': retryAfter,
          'x-kubernetes-pf-flowschema-uid': 'schema-1',
        }),
        succeeds,
      );
      const error = await kubeErrorOf(
        client.nonResource('/version', { timeoutMs: 5000 }),
      );
      expect(error.errorClass).toBe('throttled');
      expect(error.retryAfterSeconds).toBeGreaterThan(400);
      expect(server.requests).toHaveLength(1);
      expect(client.stats.throttled).toEqual({
        count: 1,
        flowSchemaUids: ['schema-1'],
      });
    },
  );

  it('gives the failure, not the deadline, when time ends between two attempts', async () => {
    const server = await startHttp((_request, response) =>
      fails(503)(response),
    );
    const client = createClient(
      { server: server.url },
      { retries: { firstDelayMs: 2_000 } },
    );
    const error = await kubeErrorOf(
      client.nonResource('/version', { timeoutMs: 200 }),
    );
    expect(error).toMatchObject({ errorClass: 'server', status: 503 });
  });

  it('ends a wait between two attempts when the caller gives up', async () => {
    const controller = new AbortController();
    const server = await startHttp((_request, response) => {
      fails(503, { 'retry-after': '8' })(response);
      response.on('close', () => controller.abort(new Error('given up')));
    });
    const client = createClient({ server: server.url });
    await expect(
      client.nonResource('/version', { signal: controller.signal }),
    ).rejects.toThrow('given up');
  });
});
