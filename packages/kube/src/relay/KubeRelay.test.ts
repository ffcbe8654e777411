import type { Socket } from 'node:net';
import { kubeErrorOf } from '../testing/clients';
import {
  closeServers,
  failure,
  sendJson,
  startHttp,
  startHttps,
  startTcp,
  trusted,
  type TestServer,
} from '../testing/servers';
import { KubeRelay, type RelayLimits } from './KubeRelay';

const relays: KubeRelay[] = [];

afterEach(async () => {
  await Promise.all(relays.splice(0).map(relay => relay.close()));
  await closeServers();
});

const LIMITS: RelayLimits = {
  headMs: 10_000,
  silenceMs: 20_000,
  totalMs: 30_000,
  maxBytes: 20 * 1024 * 1024,
};
const VERSION = {
  method: 'GET',
  target: { path: '/version' },
  accept: 'application/json',
} as const;

function relayTo(
  server: TestServer,
  options: {
    limits?: Partial<RelayLimits>;
    token?: string;
    refused?: () => void;
  } = {},
): KubeRelay {
  const relay = KubeRelay.create(
    {
      ...trusted(server),
      credentials: async () => ({ token: options.token }),
      credentialsRefused: options.refused,
    },
    { userAgent: 'test', limits: { ...LIMITS, ...options.limits } },
  );
  relays.push(relay);
  return relay;
}

/** Keeps what came; takes `take` pieces, and then waits until it is told to go on. */
class Collector {
  status?: number;
  headers: Record<string, string> = {};
  bytes = 0;
  text = '';
  resume = () => {};

  constructor(readonly take: number = Infinity) {}

  head(status: number, headers: Record<string, string>, resume: () => void) {
    this.status = status;
    this.headers = headers;
    this.resume = resume;
  }

  data(chunk: Buffer): boolean {
    this.bytes += chunk.length;
    this.text += chunk.toString('utf8');
    return this.bytes < this.take;
  }
}

describe('KubeRelay', () => {
  it('builds the request from its parts and hands the answer on', async () => {
    const seen: unknown[] = [];
    const server = await startHttps((request, response) => {
      seen.push(request.headers);
      sendJson(response, { ok: true }, 200, { 'audit-id': 'a' });
    });
    const answer = new Collector();
    await relayTo(server, { token: 'secret' }).send(
      {
        method: 'GET',
        target: { version: 'v1', resource: 'pods', namespace: 'runai' },
        query: { labelSelector: 'app in (a,b)', limit: undefined },
        accept: 'application/json',
      },
      answer,
    );
    expect(server.requests).toEqual([
      'GET /api/v1/namespaces/runai/pods?labelSelector=app%20in%20(a%2Cb)',
    ]);
    expect(seen).toEqual([
      {
        host: `127.0.0.1:${server.port}`,
        connection: 'keep-alive',
        accept: 'application/json',
        'user-agent': 'test',
        authorization: 'Bearer secret',
      },
    ]);
    expect(answer).toMatchObject({
      status: 200,
      text: '{"ok":true}',
      headers: { 'audit-id': 'a' },
    });
  });

  it.each([[302], [403], [404], [503]])(
    'hands an answer of status %d on as it is',
    async status => {
      const server = await startHttp((_request, response) =>
        sendJson(response, failure(status, 'Some', 'some'), status),
      );
      const answer = new Collector();
      await relayTo(server).send(VERSION, answer);
      expect(answer.status).toBe(status);
    },
  );

  it('says that its credential was refused', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, failure(401, 'Unauthorized', 'no'), 401),
    );
    const refused = jest.fn();
    await relayTo(server, { refused }).send(VERSION, new Collector());
    expect(refused).toHaveBeenCalledTimes(1);
  });

  it('sends nothing where a part of the target is none', async () => {
    const server = await startHttp((_request, response) => response.end());
    const relay = relayTo(server);
    const bad = { version: 'v1', resource: 'pods', name: '..' };
    await expect(
      relay.send({ ...VERSION, target: bad }, new Collector()),
    ).rejects.toThrow(TypeError);
    expect(server.requests).toEqual([]);
  });

  it('stops the server while the reader takes nothing', async () => {
    const total = 32 * 1024 * 1024;
    let sent = 0;
    const server = await startHttp((_request, response) => {
      const piece = Buffer.alloc(64 * 1024, 'x');
      const more = () => {
        while (sent < total) {
          sent += piece.length;
          if (!response.write(piece)) {
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      more();
    });
    const answer = new Collector(1024 * 1024);
    const paused = new Promise<void>(resolve => {
      const { data } = answer;
      answer.data = chunk => {
        const more = data.call(answer, chunk);
        if (!more) {
          resolve();
        }
        return more;
      };
    });
    const relay = relayTo(server, { limits: { maxBytes: 2 * total } });
    const done = relay.send(VERSION, answer);
    await paused;
    const came = answer.bytes;
    // What the kernel holds for both ends may still be sent; nothing more comes to the reader.
    await new Promise(resolve => setImmediate(resolve));
    expect(answer.bytes).toBe(came);
    answer.data = chunk => {
      answer.bytes += chunk.length;
      return true;
    };
    answer.resume();
    await done;
    expect(answer.bytes).toBe(total);
  });

  it.each<[string, Partial<RelayLimits>, (socket: Socket) => void, string]>([
    ['no connection is answered', { headMs: 50 }, () => {}, 'TIMEOUT_WAIT'],
    [
      'the body stops coming',
      { silenceMs: 50 },
      socket =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc'),
      'TIMEOUT_READ',
    ],
    [
      'the body never ends',
      { totalMs: 200 },
      socket => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
        const timer = setInterval(() => socket.write('x'), 5);
        socket.on('close', () => clearInterval(timer));
      },
      'TIMEOUT_READ',
    ],
  ])('gives up where %s', async (_what, limits, onRequest, code) => {
    const server = await startTcp(socket => {
      socket.once('data', () => onRequest(socket));
    });
    const error = await kubeErrorOf(
      relayTo(server, { limits }).send(VERSION, new Collector()),
    );
    expect(error).toMatchObject({ errorClass: 'timeout', code });
  });

  it.each([
    ['by its length', { 'content-length': '2000' }],
    ['while it comes', {}],
  ])('refuses an answer that is too large, %s', async (_what, headers) => {
    const server = await startHttp((_request, response) => {
      response.writeHead(200, headers);
      response.end('x'.repeat(2000));
    });
    const error = await kubeErrorOf(
      relayTo(server, { limits: { maxBytes: 1000 } }).send(
        VERSION,
        new Collector(),
      ),
    );
    expect(error.errorClass).toBe('tooLarge');
  });

  it('refuses a compressed answer', async () => {
    const server = await startHttp((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end('x');
    });
    const answer = new Collector();
    const error = await kubeErrorOf(relayTo(server).send(VERSION, answer));
    expect(error.errorClass).toBe('malformed');
    expect(answer.status).toBeUndefined();
  });

  it('ends the request upstream when the caller leaves', async () => {
    let closed = () => {};
    const gone = new Promise<void>(resolve => (closed = resolve));
    const server = await startHttp((request, response) => {
      request.socket.on('close', closed);
      response.writeHead(200).write('x');
    });
    const leaving = new AbortController();
    const answer = new Collector();
    const { head } = answer;
    answer.head = (...all) => {
      head.apply(answer, all);
      leaving.abort(new Error('left'));
    };
    await expect(
      relayTo(server).send(VERSION, answer, leaving.signal),
    ).rejects.toThrow('left');
    await gone;
  });

  it('asks again once where the server had closed the connection', async () => {
    let count = 0;
    const server = await startHttp((request, response) => {
      count += 1;
      if (count === 1) {
        request.socket.destroy();
        return;
      }
      sendJson(response, {});
    });
    const answer = new Collector();
    await relayTo(server).send(VERSION, answer);
    expect(answer.status).toBe(200);
    expect(count).toBe(2);
  });
});
