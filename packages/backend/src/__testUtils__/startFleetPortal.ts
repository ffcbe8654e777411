import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import runaiPlugin from '@runai-portal/backstage-plugin-runai-backend';
import {
  runaiClusterSourcesExtensionPoint,
  type SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import type { Grant } from '../permissions/grants';
import { PortalPolicy } from '../permissions/PortalPolicy';
import { closingDatabases } from './closingDatabases';
import { RecordingLogger, type LogLine } from './RecordingLogger';

/** A service that sees everything, as a script of the company would: its token is one of the configuration. */
const SERVICE_TOKEN = 'a-token-of-the-configuration-of-a-test';

/** What the API answered. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** Somebody who calls the API with a token. */
export interface Caller {
  token: string;
  call(method: string, path: string, body?: object): Promise<Answer>;
}

/** A portal as a company has it: real tokens, the real permission backend, the policy of this repository with grants of the test. */
export interface FleetPortal {
  /** Where it listens. */
  url: string;
  /** Everything that was logged. */
  log: readonly LogLine[];
  /** Signs in with a provider; `headers` say who. */
  signIn(provider: string, headers: Record<string, string>): Promise<Caller>;
  service: Caller;
  close(): Promise<void>;
}

/** Starts it. Not the demo's: its clusters are those of the test. */
export async function startFleetPortal(options: {
  clusters: readonly SourcedCluster[];
  grants: readonly Grant[];
  /** At least what lets people sign in. */
  features: BackendFeature[];
}): Promise<FleetPortal> {
  const logger = new RecordingLogger();
  const databases = closingDatabases();
  const backend = await startTestBackend({
    features: [
      databases.feature,
      auditorServiceFactory,
      authServiceFactory,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      userInfoServiceFactory,
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => logger,
      }),
      createServiceFactory({
        service: coreServices.logger,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => logger.child({ plugin: plugin.getId() }),
      }),
      mockServices.rootConfig.factory({ data: configuration() }),
      authPlugin,
      permissionPlugin,
      policyOf(options.grants),
      runaiPlugin,
      sourceOf(options.clusters),
      ...options.features,
    ],
  });
  const url = `http://127.0.0.1:${backend.server.port()}`;
  const callerWith = (token: string): Caller => ({
    token,
    async call(method, path, body) {
      const answer = await fetch(`${url}/api/runai${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body && { 'Content-Type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
      });
      const { status, headers } = answer;
      return { status, headers, text: await answer.text() };
    },
  });
  return {
    url,
    log: logger.lines,
    async signIn(provider, headers) {
      const answer = await fetch(`${url}/api/auth/${provider}/refresh`, {
        headers,
      });
      const { backstageIdentity } = await answer.json();
      return callerWith(backstageIdentity.token);
    },
    service: callerWith(SERVICE_TOKEN),
    close: async () => {
      await backend.stop();
      await databases.close();
    },
  };
}

function configuration() {
  return {
    app: { baseUrl: 'http://localhost' },
    backend: {
      baseUrl: 'http://localhost',
      listen: { host: '127.0.0.1', port: 0 },
      actions: { pluginSources: ['runai'] },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: SERVICE_TOKEN, subject: 'a-script' },
          },
        ],
      },
    },
    auth: { providers: { demo: {}, company: {} } },
    permission: { enabled: true },
    runai: { sources: [{ type: 'demo' }] },
  };
}

function policyOf(grants: readonly Grant[]): BackendFeature {
  return createBackendModule({
    pluginId: 'permission',
    moduleId: 'policy-of-the-test',
    register(env) {
      env.registerInit({
        deps: { policy: policyExtensionPoint, auth: coreServices.auth },
        async init({ policy, auth }) {
          policy.setPolicy(PortalPolicy.create({ auth, grants }));
        },
      });
    },
  });
}

function sourceOf(clusters: readonly SourcedCluster[]): BackendFeature {
  return createBackendModule({
    pluginId: 'runai',
    moduleId: 'clusters-of-the-test',
    register(env) {
      env.registerInit({
        deps: { sources: runaiClusterSourcesExtensionPoint },
        async init({ sources }) {
          sources.addSource('demo', () => ({
            type: 'demo',
            list: async () => [...clusters],
          }));
        },
      });
    },
  });
}
