import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { signInMode } from '../auth/signInMode';
import { LOCAL_USER_REF } from '../auth/localAuthenticator';
import { GRANTS, type Grant } from './grants';
import { PortalPolicy } from './PortalPolicy';

/** The person at this machine, where that is how one signs in: elsewhere somebody may be called so. */
const OWNER: Grant = {
  to: LOCAL_USER_REF,
  permissions: '*',
  others: '*',
};

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
          PortalPolicy.create({
            auth,
            grants:
              signInMode(config) === 'local' ? [...GRANTS, OWNER] : GRANTS,
          }),
        );
      },
    });
  },
});
