import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { LOCAL_USER_REF, localAuthenticator } from './localAuthenticator';
import { signInMode } from './signInMode';

/**
 * Provider `local`: the person at this machine, for a portal with clusters of one's own that listens on the loopback interface
 * alone. A portal that others reach has a provider of the company; see docs/administrators/sign-in.md.
 */
export const localSignInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'local',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ providers, config, logger }) {
        const mode = signInMode(config);
        if (mode === 'none') {
          logger.warn(
            'backend.listen is not a loopback address: nobody can sign in without a provider of auth.providers',
          );
        }
        if (mode !== 'local') {
          return;
        }
        providers.registerProvider({
          providerId: 'local',
          factory: createProxyAuthProviderFactory({
            authenticator: localAuthenticator,
            signInResolver: async (_, context) =>
              context.issueToken({
                claims: { sub: LOCAL_USER_REF, ent: [LOCAL_USER_REF] },
              }),
          }),
        });
      },
    });
  },
});
