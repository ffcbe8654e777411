import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Backend } from '@backstage/backend-app-api';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';

/** A server in the place of a cluster's. */
export interface ProxiedServer {
  server: string;
  token: string;
  /** PEM. */
  caData?: string;
}

/** A way to a cluster through the portal, by its proxy's address and what every request needs there. */
export interface ProxyWay {
  base: string;
  headers: readonly (readonly [name: string, value: string])[];
}

/** A caller of the portal. */
export const TOKEN = 'token-of-the-portal';
export const CALLER = `Bearer ${TOKEN}`;

export const OURS: ProxyWay = {
  base: '/api/runai/clusters/up/k8s',
  headers: [],
};
/** Of Backstage's own Kubernetes plugin. */
export const INCUMBENT: ProxyWay = {
  base: '/api/kubernetes/proxy',
  headers: [['Backstage-Kubernetes-Cluster', 'up']],
};

/** A portal of a test, from outside. */
interface PortalOptions {
  port: number;
  /** Path of a file that names our cluster `up`. */
  kubeconfig: string;
  /** PEM; plain HTTP where absent. */
  https?: { cert: string; key: string };
}

/**
 * Starts a portal that has our proxy and Backstage's own, each with its server behind it.
 *
 * @returns ends it
 */
export async function startBothProxies(
  options: PortalOptions & { incumbent: ProxiedServer },
): Promise<() => Promise<void>> {
  return startWith(
    {
      ...configuration(options),
      ...kubernetesConfiguration(options.incumbent),
    },
    [import('@backstage/plugin-kubernetes-backend')],
  );
}

/**
 * Starts a portal that has our proxy alone.
 *
 * @returns ends it
 */
export async function startOurProxy(
  options: PortalOptions,
): Promise<() => Promise<void>> {
  return startWith(configuration(options), []);
}

async function startWith(
  config: JsonObject,
  features: Parameters<Backend['add']>[0][],
): Promise<() => Promise<void>> {
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(config),
    }),
  );
  backend.add(import('@runai-portal/backstage-plugin-runai-backend'));
  features.forEach(feature => backend.add(feature));
  await backend.start();
  return () => backend.stop();
}

function configuration({ port, kubeconfig, https }: PortalOptions): JsonObject {
  const baseUrl = `${https ? 'https' : 'http'}://127.0.0.1:${port}`;
  return {
    app: { title: 'A portal of a test', baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      ...(https && { https: { certificate: { ...https } } }),
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'caller' } },
        ],
      },
    },
    permission: { enabled: true },
    runai: {
      sources: [{ type: 'kubeconfig', path: kubeconfig }],
      clusters: [
        {
          name: 'up',
          kubernetesProxy: {
            enabled: true,
            requestsPerUser: 1000,
            requestsPerCluster: 1000,
          },
        },
      ],
    },
  };
}

function kubernetesConfiguration({
  server,
  token,
  caData,
}: ProxiedServer): JsonObject {
  return {
    kubernetes: {
      serviceLocatorMethod: { type: 'singleTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'up',
              url: server,
              authProvider: 'serviceAccount',
              serviceAccountToken: token,
              ...(caData && {
                caData: Buffer.from(caData).toString('base64'),
              }),
            },
          ],
        },
      ],
    },
  };
}

/** A kubeconfig that names a server `up`; JSON is YAML. */
export function kubeconfigOf({ server, token, caData }: ProxiedServer): string {
  const authority = caData && {
    'certificate-authority-data': Buffer.from(caData).toString('base64'),
  };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'up', cluster: { server, ...authority } }],
    users: [{ name: 'up', user: { token } }],
    contexts: [{ name: 'up', context: { cluster: 'up', user: 'up' } }],
    'current-context': 'up',
  });
}

/** A port of the loopback interface that nobody has. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
