import {
  coreServices,
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { LOCAL_USER_REF, localAuthenticator } from './localAuthenticator';
import { signInMode } from './signInMode';

/**
 * Provider `local`: whoever has the token of this start, for a portal with clusters of one's own that listens on the loopback
 * interface alone. A portal that others reach has a provider of the company; see docs/administrators/sign-in.md.
 *
 * @param token - undefined where there is none: then nobody is let in
 */
export function localSignInModule(token: string | undefined): BackendFeature {
  return createBackendModule({
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
          if (token === undefined) {
            logger.warn(
              'The portal was not started by npm start: there is no token with which somebody could sign in without a provider of auth.providers',
            );
            return;
          }
          providers.registerProvider({
            providerId: 'local',
            factory: createProxyAuthProviderFactory({
              authenticator: localAuthenticator(token),
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
}
