import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  PublicNames,
  type SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import { KubeconfigError } from '@runai-portal/kube';
import {
  KubernetesSource,
  type KubernetesSourceTestOptions,
} from '../sources/kubernetes/KubernetesSource';
import { startStandIn } from './startStandIn';

/** What the portal answers to `GET /api/kubernetes/clusters`. */
export type ListAnswer = { status?: number; body?: JsonValue };

/** A source, and what a test does with it. */
export interface KubernetesSourceOfTest {
  list: () => Promise<SourcedCluster[]>;
  /** What other parts of the portal were asked: path and kind of credentials. */
  asked: string[];
  /** Every warning so far. */
  warnings: () => string[];
  /** Puts another `kubernetes.clusterLocatorMethods` into the configuration. */
  now: (methods: JsonValue) => void;
  close: () => Promise<void>;
}

/** The source `kubernetes` of a portal whose other parts answer as the test says; `close` ends them. */
export async function kubernetesSourceOf(
  methods: JsonValue | undefined,
  more: {
    entities?: Entity[];
    listed?: () => ListAnswer;
    test?: KubernetesSourceTestOptions;
    source?: JsonObject;
  } = {},
): Promise<KubernetesSourceOfTest> {
  const asked: string[] = [];
  const portal = await startStandIn(({ url, headers }) => {
    asked.push(`${url} ${headers.authorization?.split(' ')[0]}`);
    return more.listed?.() ?? { status: 404 };
  });
  const logger = mockServices.logger.mock();
  let configured = methods;
  const rootConfig = mockServices.rootConfig();
  jest
    .spyOn(rootConfig, 'getOptional')
    .mockImplementation(() => configured as never);
  const source = KubernetesSource.fromConfig(
    { config: { type: 'kubernetes', ...more.source }, logger },
    {
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: more.entities }),
      discovery: { getBaseUrl: async id => `${portal.url}/api/${id}` },
      rootConfig,
    },
    {
      names: PublicNames.create({ lookUp: async () => ['203.0.114.7'] }),
      inCluster: () => {
        throw new KubeconfigError('missingEntry', 'Not in a pod.');
      },
      loadStrategies: async () => {
        throw Object.assign(
          new Error(
            "Cannot find module '@backstage/plugin-kubernetes-backend'\nRequire stack:",
          ),
          { code: 'MODULE_NOT_FOUND' },
        );
      },
      ...more.test,
    },
  );
  return {
    list: () => source.list({}),
    asked,
    warnings: () => logger.warn.mock.calls.map(([message]) => message),
    close: portal.close,
    now: (next: JsonValue) => {
      configured = next;
    },
  };
}
