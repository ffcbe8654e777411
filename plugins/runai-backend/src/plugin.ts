import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  runaiChecksExtensionPoint,
  runaiClusterPermissionResourceRef,
  runaiClusterSourcesExtensionPoint,
  type ClusterSourceFactory,
} from '@runai-portal/backstage-plugin-runai-node';
import type { Check, Fact } from '@runai-portal/checks';
import { KubeconfigSource } from './sources/KubeconfigSource';
import { startRunai } from './startRunai';

/**
 * The plugin, as tests have it, too.
 *
 * @param options.validateResponses - an answer that the contract does not allow becomes an error that names the field
 */
export function createRunaiPlugin(options: { validateResponses: boolean }) {
  const { validateResponses } = options;
  return createBackendPlugin({
    pluginId: 'runai',
    register(env) {
      const factories = new Map<string, ClusterSourceFactory>([
        ['kubeconfig', source => KubeconfigSource.fromConfig(source)],
      ]);
      const checks: Check[] = [];
      const facts: Fact<unknown>[] = [];

      env.registerExtensionPoint(runaiClusterSourcesExtensionPoint, {
        addSource(type, factory) {
          if (factories.has(type)) {
            throw new Error(`The cluster source '${type}' is added twice`);
          }
          factories.set(type, factory);
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
          auditor: coreServices.auditor,
          config: coreServices.rootConfig,
          database: coreServices.database,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          scheduler: coreServices.scheduler,
          signals: signalsServiceRef,
        },
        async init({ httpRouter, permissionsRegistry, ...services }) {
          // The registry knows the rules when the plugin has told it of them.
          const ruleset = () =>
            permissionsRegistry.getPermissionRuleset(
              runaiClusterPermissionResourceRef,
            );
          const { handlers } = await startRunai({
            ...services,
            factories,
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
