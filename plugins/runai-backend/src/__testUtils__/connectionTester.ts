import {
  createServer as createHttps,
  type Server as HttpsServer,
} from 'node:https';
import type { RequestListener, Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { ConnectionTest } from '@runai-portal/backstage-plugin-runai-common';
import {
  cluster,
  node,
  serverCertificate,
  type RunningCluster,
} from '@runai-portal/simulator';
import type { Knex } from 'knex';
import { startPortal, type TestPortal } from './startPortal';

/** Of an account that may do everything, of one that may do nothing, and of one that may list nodes. */
export const TOKENS = {
  all: 'a-token-of-the-new-cluster',
  nothing: 'a-token-that-may-nothing',
  nodes: 'a-token-that-may-list-nodes',
};

/** A cluster that is about to be registered, and a portal that takes it. */
export interface ConnectionTester {
  running: RunningCluster;
  portal: TestPortal;
  /** Of the cluster, with one of its tokens. */
  connection(token?: string): { server: string; ca?: string; token: string };
  /** Tests as somebody else each time, so that nobody has asked five times; fails where that is no result. */
  test(body: object, as?: string, at?: TestPortal): Promise<ConnectionTest>;
  close(): Promise<void>;
}

let people = 0;

/** Starts both. */
export async function startConnectionTester(
  options: { knex?: Knex; features?: BackendFeature[] } = {},
): Promise<ConnectionTester> {
  const running = await cluster('new-lab')
    .kubernetes('v1.30.4')
    .account(TOKENS.all, { user: 'system:serviceaccount:a:b', rules: 'all' })
    .account(TOKENS.nothing, { user: 'weak', rules: [] })
    .account(TOKENS.nodes, {
      user: 'some',
      rules: [{ verbs: ['list'], apiGroups: [''], resources: ['nodes'] }],
    })
    .nodes(node('n-1').gpus(8, 'Tesla V100-SXM2-32GB'))
    .start();
  const portal = await startPortal({
    ...options,
    runai: {
      sources: [
        { type: 'simulated' },
        {
          type: 'catalog',
          allowUrls: ['https://127.0.0.1', 'http://127.0.0.1'],
        },
      ],
    },
  });
  return {
    running,
    portal,
    connection: (token = TOKENS.all) => ({
      server: running.server,
      ca: running.caData,
      token,
    }),
    async test(body, as = `user:default/tester-${++people}`, at = portal) {
      const answer = await at.post('/connection-tests', body, as);
      if (answer.status !== 200) {
        throw new Error(`The test is ${answer.status} ${answer.text}`);
      }
      return answer.body;
    },
    async close() {
      await portal.close();
      await running.close();
    },
  };
}

/** State, or reason where it is not passed, of the three steps. */
export function inShort({
  reachable,
  credentials,
  permissions,
}: ConnectionTest): string[] {
  return [reachable, credentials, permissions].map(
    ({ state, reason }) => reason ?? state,
  );
}

/** Starts a server of a test on a free port; `host:port`. */
export async function listening(
  server: HttpServer | HttpsServer,
): Promise<string> {
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Something that speaks TLS with a certificate of the simulator's authority. */
export async function httpsServer(listener: RequestListener): Promise<string> {
  const { cert, key } = serverCertificate();
  return `https://${await listening(createHttps({ cert, key }, listener))}`;
}
