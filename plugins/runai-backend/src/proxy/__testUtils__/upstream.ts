import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a cluster's server was asked through the proxy. */
export interface UpstreamRequest {
  method: string;
  url: string;
  /** As they came: name, value, name, value. */
  rawHeaders: string[];
  bodyBytes: number;
}

/** A server in the place of a cluster's, which writes down what comes through the proxy; the portal's own polls get a 404. */
export interface Upstream {
  name: string;
  requests: UpstreamRequest[];
  /** Requests through the proxy that have no whole answer yet. */
  readonly open: number;
  connection(): { server: string; token: string };
  close(): Promise<void>;
}

/** What the portal shows to the cluster. */
export const CLUSTER_TOKEN = 'token-of-the-cluster';

/**
 * @param answer - a request through the proxy
 * @param options.isProxied - by the agent that it names; ours alone where absent
 */
export async function startUpstream(
  name: string,
  answer: RequestListener,
  options: { isProxied?: (agent: string | undefined) => boolean } = {},
): Promise<Upstream> {
  const {
    isProxied = (agent: string | undefined) =>
      agent === 'runai-backstage-proxy',
  } = options;
  const sockets = new Set<Socket>();
  const requests: UpstreamRequest[] = [];
  let open = 0;
  const server = createServer((request, response) => {
    if (!isProxied(request.headers['user-agent'])) {
      response.writeHead(404).end('404 page not found');
      return;
    }
    const seen: UpstreamRequest = {
      method: request.method ?? '',
      url: request.url ?? '',
      rawHeaders: request.rawHeaders,
      bodyBytes: 0,
    };
    requests.push(seen);
    open += 1;
    request.on('data', (chunk: Buffer) => {
      seen.bodyBytes += chunk.length;
    });
    response.once('close', () => {
      open -= 1;
    });
    answer(request, response);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    name,
    requests,
    get open() {
      return open;
    },
    connection: () => ({
      server: `http://127.0.0.1:${port}`,
      token: CLUSTER_TOKEN,
    }),
    close: async () => {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => server.close(resolve));
    },
  };
}
