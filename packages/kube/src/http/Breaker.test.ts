import type { Socket } from 'node:net';
import { KubeError } from '../errors/KubeError';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import {
  closeServers,
  sendJson,
  startHttp,
  startTcp,
  failure,
} from '../testing/servers';
import { Breaker } from './Breaker';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const refused = () =>
  new KubeError('refused', 'gpu:6443 refuses the connection.', {
    code: 'ECONNREFUSED',
  });
const failing = async () => {
  throw refused();
};

function startClock() {
  let time = Date.parse('2026-11-24T12:00:00Z');
  return {
    now: () => new Date(time),
    pass: (seconds: number) => (time += seconds * 1000),
  };
}

async function openBreaker() {
  const clock = startClock();
  const breaker = Breaker.create({}, clock.now);
  for (let count = 0; count < 5; count++) {
    await kubeErrorOf(breaker.run(failing));
  }
  return { clock, breaker };
}

describe('Breaker', () => {
  it('opens after five connection failures in a row, and keeps their class', async () => {
    const { breaker, clock } = await openBreaker();
    clock.pass(10);
    const never = jest.fn();
    const error = await kubeErrorOf(breaker.run(never));
    expect(never).not.toHaveBeenCalled();
    expect(error).toMatchObject({
      errorClass: 'refused',
      code: 'ECONNREFUSED',
      retryAfterSeconds: 20,
    });
    expect(error.sentence).toBe(
      'gpu:6443 refuses the connection. After 5 failures in a row the portal waits another 20 s before it tries again.',
    );
  });

  it('closes again with the first success after the pause', async () => {
    const { breaker, clock } = await openBreaker();
    clock.pass(30);
    await expect(breaker.run(async () => 'back')).resolves.toBe('back');
    await kubeErrorOf(breaker.run(failing));
    await expect(breaker.run(async () => 'closed')).resolves.toBe('closed');
  });

  it('stays open for another pause when the trial fails', async () => {
    const { breaker, clock } = await openBreaker();
    clock.pass(31);
    expect((await kubeErrorOf(breaker.run(failing))).sentence).not.toContain(
      'waits',
    );
    clock.pass(29);
    expect(
      (await kubeErrorOf(breaker.run(async () => 'never'))).sentence,
    ).toContain('waits another 1 s');
    clock.pass(1);
    await expect(breaker.run(async () => 'back')).resolves.toBe('back');
  });

  it('lets one call alone try; the others wait for it', async () => {
    const { breaker, clock } = await openBreaker();
    clock.pass(30);
    let fail = (_error: Error) => {};
    const trial = kubeErrorOf(
      breaker.run(() => new Promise((_resolve, reject) => (fail = reject))),
    );
    const other = jest.fn();
    const waiting = kubeErrorOf(breaker.run(other));
    fail(refused());
    await trial;
    expect((await waiting).sentence).toContain('waits');
    expect(other).not.toHaveBeenCalled();
  });

  it('learns nothing from a trial that its caller gives up', async () => {
    const { breaker, clock } = await openBreaker();
    clock.pass(30);
    const givenUp = breaker.run(async () => {
      throw new Error('canceled');
    });
    await expect(givenUp).rejects.toThrow('canceled');
    const trial = jest.fn(failing);
    await kubeErrorOf(breaker.run(trial));
    expect(trial).toHaveBeenCalled();
    await kubeErrorOf(breaker.run(trial));
    expect(trial).toHaveBeenCalledTimes(1);
  });

  it('does not count answers: an error of the server ends the row', async () => {
    const clock = startClock();
    const breaker = Breaker.create({ failures: 2 }, clock.now);
    const forbidden = async () => {
      throw new KubeError('forbidden', 'no');
    };
    await kubeErrorOf(breaker.run(failing));
    await kubeErrorOf(breaker.run(forbidden));
    await kubeErrorOf(breaker.run(failing));
    expect(await kubeErrorOf(breaker.run(forbidden))).toMatchObject({
      errorClass: 'forbidden',
    });
  });

  it('spares a cluster that is away, and finds it when it is back', async () => {
    const clock = startClock();
    const gone = await startTcp(socket => socket.destroy());
    const client = createClient(
      { server: gone.url },
      { now: clock.now, retries: { attempts: 1 } },
    );
    for (let count = 0; count < 6; count++) {
      expect(await kubeErrorOf(client.nonResource('/version'))).toMatchObject({
        errorClass: 'unreachable',
      });
    }
    expect(client.stats.requests).toBe(5);
  });

  it.each(['waits for its answer', 'is read'])(
    'does not count calls that their callers gave up while the server %s',
    async stage => {
      let slow = true;
      const arrived: (() => void)[] = [];
      const server = await startHttp((_request, response) => {
        if (!slow) {
          sendJson(response, { ok: true });
          return;
        }
        if (stage === 'is read') {
          response.writeHead(200).write('{"major":');
        }
        arrived.shift()?.();
      });
      const client = createClient({ server: server.url });
      for (let count = 0; count < 12; count++) {
        const controller = new AbortController();
        const here = new Promise<void>(resolve => arrived.push(resolve));
        const call = client.nonResource('/version', {
          signal: controller.signal,
        });
        call.catch(() => undefined);
        await here;
        controller.abort(new Error('the run was canceled'));
        await expect(call).rejects.toThrow('the run was canceled');
      }
      slow = false;
      expect((await client.nonResource('/version')).value).toEqual({
        ok: true,
      });
    },
  );

  it('does not count calls that were given up while they connected', async () => {
    const sockets: Socket[] = [];
    const server = await startTcp(socket => sockets.push(socket));
    const client = createClient({
      server: server.url.replace('http:', 'https:'),
    });
    for (let count = 0; count < 6; count++) {
      const call = client.nonResource('/version', {
        signal: AbortSignal.timeout(20),
      });
      await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    }
    const error = await kubeErrorOf(
      client.nonResource('/version', { timeoutMs: 50 }),
    );
    expect(error.code).toBe('TIMEOUT_CONNECT');
    expect(error.retryAfterSeconds).toBeUndefined();
  });

  it('is not opened by a server that answers with errors', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, failure(403, 'Forbidden', 'no'), 403),
    );
    const client = createClient({ server: server.url });
    for (let count = 0; count < 7; count++) {
      await kubeErrorOf(client.nonResource('/version'));
    }
    expect(server.requests).toHaveLength(7);
  });
});
