/** The least that a proxy of Node and undici does: hands an answer on, and nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { childInput, report } from '../lib/child';

const { origin, ca, token }: { origin: string; ca: string; token: string } =
  childInput();
const dispatcher = new Agent({ connect: { ca } });
const server = createServer((request, response) => {
  dispatcher
    .stream(
      {
        origin,
        path: request.url ?? '/',
        method: 'GET',
        headers: { authorization: `Bearer ${token}` },
      },
      ({ statusCode, headers }) => {
        response.writeHead(statusCode, {
          'content-type': String(headers['content-type']),
        });
        return response;
      },
    )
    .catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => {
  report({ port: (server.address() as AddressInfo).port });
});
