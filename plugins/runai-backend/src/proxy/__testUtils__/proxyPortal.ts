import { mockCredentials } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { request as undiciRequest } from 'undici';
import {
  startPortal,
  type TestCluster,
  type TestPortal,
} from '../../__testUtils__/startPortal';
import { startUpstream, type Upstream } from './upstream';

/** How a cluster's server answers what comes through the proxy. */
export type Answerer = Parameters<typeof startUpstream>[1];

/** The settings of a cluster whose proxy is on. */
export const ON = { kubernetesProxy: { enabled: true } };
/** Of vera. */
export const AUTHORIZATION = mockCredentials.user.header('user:default/vera');

const ended: (() => Promise<void>)[] = [];

/** Ends what the tests of a file have started, the last first. */
export async function endAll(): Promise<void> {
  for (const end of ended.splice(0).reverse()) {
    await end();
  }
}

/** Ends it with the test. */
export function endLater<T extends { close(): Promise<void> }>(started: T): T {
  ended.push(() => started.close());
  return started;
}

/** A portal that lets everybody use the proxies that are on. */
export async function portalOf(
  clusters: TestCluster[],
  runai: JsonObject = {},
): Promise<TestPortal> {
  return endLater(
    await startPortal({
      clusters,
      runai: { allowWithoutPermissions: true, ...runai },
    }),
  );
}

/** A server in the place of a cluster's. */
export async function upstreamOf(
  answer: Answerer,
  name = 'up',
): Promise<Upstream> {
  return endLater(await startUpstream(name, answer));
}

/** One cluster, `up`, whose server answers as the test says. */
export async function portalBefore(
  answer: Answerer,
): Promise<{ upstream: Upstream; portal: TestPortal }> {
  const upstream = await upstreamOf(answer);
  const portal = await portalOf([{ running: upstream, settings: ON }]);
  return { upstream, portal };
}

/** Asks for a path of a cluster, `up` where none is named. */
export async function ask(
  portal: TestPortal,
  path: string,
  options: {
    cluster?: string;
    method?: string;
    headers?: Record<string, string>;
  } = {},
) {
  const { cluster: name = 'up', method = 'GET', headers } = options;
  const answer = await undiciRequest(
    `${portal.origin}/api/runai/clusters/${name}/k8s${path}`,
    {
      method: method as 'GET',
      headers: { authorization: AUTHORIZATION, ...headers },
    },
  );
  const text = await answer.body.text();
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text,
    json: () => JSON.parse(text),
  };
}

export const json: Answerer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{}');
};

/** Waits until something of this process holds. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > deadline) {
      throw new Error(`it did not come to it: ${holds}`);
    }
    await new Promise(resolve => setImmediate(resolve));
  }
}
