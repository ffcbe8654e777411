import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import type { TlsOptions } from 'node:tls';
import { AUTHORITY, SERVER, SERVER_KEY } from './certificates';

/** A server on a free port of this machine. */
export interface TestServer {
  port: number;
  /** `http://127.0.0.1:port` or `https://…`, by what was started. */
  url: string;
  /** Method and path of what came in. */
  requests: string[];
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const started: TestServer[] = [];

/** Closes whatever the tests of a file have started. */
export async function closeServers(): Promise<void> {
  await Promise.all(started.splice(0).map(server => server.close()));
}

export async function startHttp(
  handler: Handler,
  options: { host?: string } = {},
): Promise<TestServer> {
  const requests: string[] = [];
  const server = createHttpServer(recording(requests, handler));
  return listen(server, 'http', requests, options.host);
}

/** With a certificate that {@link AUTHORITY} signed, unless told otherwise. */
export async function startHttps(
  handler: Handler,
  tls: TlsOptions & { host?: string } = {},
): Promise<TestServer> {
  const requests: string[] = [];
  const server = createHttpsServer(
    { key: SERVER_KEY, cert: SERVER, ...tls },
    recording(requests, handler),
  );
  return listen(server, 'https', requests, tls.host);
}

/** A listener that does with each socket what `onSocket` says, e.g. nothing. */
export async function startTcp(
  onSocket: (socket: Socket) => void,
): Promise<TestServer> {
  return listen(createTcpServer(onSocket), 'http', []);
}

/** A proxy that knows `CONNECT` alone; `requests` holds where it was asked to connect to. */
export async function startProxy(
  options: { status?: number; tls?: TlsOptions } = {},
): Promise<TestServer & { authorizations: string[] }> {
  const requests: string[] = [];
  const authorizations: string[] = [];
  const refuse: Handler = (_request, response) => response.writeHead(400).end();
  const server = options.tls
    ? createHttpsServer(options.tls, refuse)
    : createHttpServer(refuse);
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    requests.push(request.url ?? '');
    authorizations.push(request.headers['proxy-authorization'] ?? '');
    if (options.status) {
      client.end(`HTTP/1.1 ${options.status} No\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${request.url}`);
    const upstream = connect({ host: hostname, port: Number(port) }, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
  });
  const scheme = options.tls ? 'https' : 'http';
  return { ...(await listen(server, scheme, requests)), authorizations };
}

/** A SOCKS5 proxy without a password; `requests` holds where it was asked to connect to, as a name or an address. */
export async function startSocks(
  options: {
    /** Where every connection goes instead, e.g. of names that only the proxy knows. */
    to?: number;
    /** The reply code instead of a connection, e.g. 5 for refused. */
    reply?: number;
  } = {},
): Promise<TestServer> {
  const requests: string[] = [];
  const server = createTcpServer(client => {
    client.once('data', () => {
      client.write(Buffer.from([5, 0]));
      client.once('data', (request: Buffer) => {
        const isName = request[3] === 3;
        const host = isName
          ? request.toString('latin1', 5, 5 + request[4])
          : request.subarray(4, 8).join('.');
        const port = request.readUInt16BE(isName ? 5 + request[4] : 8);
        requests.push(`${isName ? 'name' : 'address'} ${host}:${port}`);
        const answer = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        if (options.reply) {
          answer[1] = options.reply;
          client.end(answer);
          return;
        }
        const upstream = connect({ port: options.to ?? port }, () => {
          client.write(answer);
          upstream.pipe(client);
          client.pipe(upstream);
        });
        upstream.on('error', () => client.destroy());
        client.on('error', () => upstream.destroy());
        client.on('close', () => upstream.destroy());
      });
    });
  });
  const socks = await listen(server, 'http', requests);
  return { ...socks, url: socks.url.replace('http:', 'socks5:') };
}

/** Answers with `value` as JSON. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
  });
  response.end(JSON.stringify(value));
}

/** A `metav1.Status` as API servers send it. */
export function failure(code: number, reason: string, message: string): object {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code,
    reason,
    message,
  };
}

/** Settings that trust the servers of {@link startHttps}. */
export function trusted(server: TestServer): {
  server: string;
  caData: string;
} {
  return { server: server.url, caData: AUTHORITY };
}

function recording(requests: string[], handler: Handler): Handler {
  return (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    handler(request, response);
  };
}

async function listen(
  server: Server,
  scheme: string,
  requests: string[],
  host = '127.0.0.1',
): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const testServer: TestServer = {
    port,
    url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    requests,
    close: async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise(resolve => server.close(resolve));
    },
  };
  started.push(testServer);
  return testServer;
}
