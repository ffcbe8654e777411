import { once } from 'node:events';
import {
  createServer,
  get,
  type IncomingMessage,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { KubeRelay, type RelaySink } from '@runai-portal/kube';
import { RelayedAnswer } from './RelayedAnswer';

jest.setTimeout(60_000);

const MIB = 1024 * 1024;
const LIST_BYTES = 20 * MIB;

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) {
    await end();
  }
});

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ended.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** As an API server sends a list: in small pieces, as fast as they are taken. */
function largeList(): Server {
  return createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const piece = Buffer.alloc(4096, 'x');
    let sent = 0;
    const more = () => {
      while (sent < LIST_BYTES) {
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
}

describe('an answer on its way', () => {
  it('has less than 2 MiB between what came and what went out, however slow the reader is', async () => {
    const relay = KubeRelay.create(
      { server: `http://127.0.0.1:${await listening(largeList())}` },
      {
        userAgent: 'test',
        limits: {
          headMs: 60_000,
          silenceMs: 60_000,
          totalMs: 60_000,
          maxBytes: LIST_BYTES,
        },
      },
    );
    ended.push(() => relay.close());
    let largest = 0;
    let pauses = 0;
    let onPause = () => {};
    const paused = new Promise<void>(resolve => (onPause = resolve));
    const portal = createServer((_request, response) => {
      const answer = new RelayedAnswer(response, refusal => {
        throw refusal;
      });
      const measured: RelaySink = {
        head: (...head) => answer.head(...head),
        data: chunk => {
          const more = answer.data(chunk);
          const { socket } = response;
          const taken = socket
            ? socket.bytesWritten - socket.writableLength
            : 0;
          largest = Math.max(largest, answer.bytes - taken);
          if (!more) {
            pauses += 1;
            onPause();
          }
          return more;
        },
      };
      const request = {
        method: 'GET',
        target: { path: '/version' },
        accept: 'application/json',
      } as const;
      relay.send(request, measured).then(() => answer.end());
    });
    const port = await listening(portal);
    const [answer]: IncomingMessage[] = await once(
      get({ port, host: '127.0.0.1', agent: false }),
      'response',
    );
    // Reads nothing until the portal has stopped reading, and then a little at a time.
    await paused;
    let bytes = 0;
    for await (const chunk of answer) {
      bytes += chunk.length;
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(bytes).toBe(LIST_BYTES);
    expect(pauses).toBeGreaterThan(0);
    expect(largest).toBeLessThan(2 * MIB);
  });
});
