import type { Backend } from '@backstage/backend-app-api';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { TOKEN, type ProxiedServer } from './ways';

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
