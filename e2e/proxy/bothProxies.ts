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
const TOKEN = 'token-of-the-portal';
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

/**
 * Starts a portal that has both proxies, each with its server behind it.
 *
 * @param options.kubeconfig - path of a file that names our server `up`
 * @returns ends it
 */
export async function startBothProxies(options: {
  port: number;
  kubeconfig: string;
  incumbent: ProxiedServer;
}): Promise<() => Promise<void>> {
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(configuration(options)),
    }),
  );
  backend.add(import('@runai-portal/backstage-plugin-runai-backend'));
  backend.add(import('@backstage/plugin-kubernetes-backend'));
  await backend.start();
  return () => backend.stop();
}

function configuration({
  port,
  kubeconfig,
  incumbent,
}: Parameters<typeof startBothProxies>[0]): JsonObject {
  const { server, token, caData } = incumbent;
  return {
    app: { title: 'Both proxies', baseUrl: `http://127.0.0.1:${port}` },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
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
