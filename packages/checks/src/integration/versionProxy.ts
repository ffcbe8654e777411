import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClusterConnection } from '@runai-portal/kube';
import { Agent, request } from 'undici';

/** What stands before a real API server; requests go through it with their own credentials. */
export interface VersionProxy {
  connection: ClusterConnection;
  close(): Promise<void>;
}

/** Headers that belong to one connection, not to the request. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'host',
  'transfer-encoding',
  'content-length',
  'expect',
];

/** Stands before an API server and changes one answer: `GET /version` tells `gitVersion`, with the numbers that are in it. */
export async function startVersionProxy(
  upstream: ClusterConnection,
  gitVersion: string,
): Promise<VersionProxy> {
  const dispatcher = new Agent({ connect: { ca: upstream.caData } });
  const server = createServer((incoming, outgoing) => {
    forward(incoming, outgoing).catch(error => outgoing.destroy(error));
  });

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse) {
    const { method = 'GET', url = '/' } = incoming;
    const answer = await request(new URL(url, upstream.server), {
      dispatcher,
      method,
      headers: without(incoming.headers, [...HOP_BY_HOP, 'accept-encoding']),
      body: ['GET', 'HEAD'].includes(method) ? undefined : incoming,
    });
    const body = Buffer.from(await answer.body.arrayBuffer());
    outgoing.writeHead(answer.statusCode, without(answer.headers, HOP_BY_HOP));
    outgoing.end(url === '/version' ? withVersion(body, gitVersion) : body);
  }

  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    connection: {
      ...upstream,
      server: `http://127.0.0.1:${port}`,
      caData: undefined,
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
      await dispatcher.close();
    },
  };
}

function withVersion(body: Buffer, gitVersion: string): string {
  const [, major = '', minor = ''] = /^v?(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return JSON.stringify({
    ...JSON.parse(body.toString()),
    gitVersion,
    major,
    minor,
  });
}

function without<Value>(
  headers: Record<string, Value>,
  names: readonly string[],
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !names.includes(name)),
  );
}
