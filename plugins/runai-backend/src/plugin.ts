import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  runaiChecksExtensionPoint,
  runaiClusterPermissionResourceRef,
  runaiClusterSourcesExtensionPoint,
  runaiServiceRef,
  type ClusterSourceFactory,
} from '@runai-portal/backstage-plugin-runai-node';
import type { Check, Fact } from '@runai-portal/checks';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { registerActions } from './actions/registerActions';
import { BUILT_IN_SOURCES } from './sources/builtInSources';
import type { FeedIntervals } from './sources/SourceFeed';
import { startRunai } from './startRunai';

/**
 * The plugin, as tests have it, too.
 *
 * @param options.validateResponses - an answer that the contract does not allow becomes an error that names the field
 * @param options.sourceIntervals - how often sources are asked
 */
export function createRunaiPlugin(options: {
  validateResponses: boolean;
  sourceIntervals?: Partial<FeedIntervals>;
}) {
  const { validateResponses, sourceIntervals } = options;
  return createBackendPlugin({
    pluginId: 'runai',
    register(env) {
      const added = new Map<string, ClusterSourceFactory>();
      const checks: Check[] = [];
      const facts: Fact<unknown>[] = [];

      env.registerExtensionPoint(runaiClusterSourcesExtensionPoint, {
        addSource(type, factory) {
          if (added.has(type) || BUILT_IN_SOURCES.has(type)) {
            throw new Error(`The cluster source '${type}' is added twice`);
          }
          added.set(type, factory);
        },
      });
      env.registerExtensionPoint(runaiChecksExtensionPoint, {
        addChecks(more) {
          checks.push(...more.checks);
          facts.push(...(more.facts ?? []));
        },
      });

      env.registerInit({
        deps: {
          actionsRegistry: actionsRegistryServiceRef,
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          database: coreServices.database,
          discovery: coreServices.discovery,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          rootLifecycle: coreServices.rootLifecycle,
          runai: runaiServiceRef,
          scheduler: coreServices.scheduler,
          signals: signalsServiceRef,
        },
        async init({
          actionsRegistry,
          auth,
          catalog,
          discovery,
          httpRouter,
          permissionsRegistry,
          rootLifecycle,
          runai,
          ...services
        }) {
          const asked = {
            auth,
            catalog,
            discovery,
            rootConfig: services.config,
          };
          const builtIn = [...BUILT_IN_SOURCES].map(
            ([type, factoryFor]) => [type, factoryFor(asked)] as const,
          );
          // The registry knows the rules when the plugin has told it of them.
          const ruleset = () =>
            permissionsRegistry.getPermissionRuleset(
              runaiClusterPermissionResourceRef,
            );
          const { handlers } = await startRunai({
            ...services,
            discovery,
            factories: new Map([...builtIn, ...added]),
            sourceIntervals,
            portalStarted: new Promise(resolve =>
              rootLifecycle.addStartupHook(() => resolve()),
            ),
            checks,
            facts,
            permissionsRegistry,
            validateResponses,
            toCriteria: conditions =>
              createConditionTransformer(ruleset())(conditions),
            isAllowed: (decision, cluster) =>
              createConditionAuthorizer(ruleset())(decision, cluster),
          });
          for (const handler of handlers) {
            httpRouter.use(handler);
          }
          registerActions({ registry: actionsRegistry, runai });
        },
      });
    },
  });
}

/**
 * GPU clusters: their state, their prerequisites for Run:ai, and the HTTP API that the pages read.
 *
 * @public
 */
export const runaiPlugin = createRunaiPlugin({ validateResponses: false });
