import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { signInMode } from '../auth/signInMode';
import { PortalPolicy } from './PortalPolicy';

/** Gives the permission framework this portal's policy. */
export const portalPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'portal-policy',
  register(env) {
    env.registerInit({
      deps: {
        policy: policyExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
      },
      async init({ policy, auth, config }) {
        policy.setPolicy(
          PortalPolicy.create({ auth, mode: signInMode(config) }),
        );
      },
    });
  },
});
