import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { demoAuthenticator } from './demoAuthenticator';
import { userRefOf } from './demoPeople';
import { demoPeopleMaySignIn } from './demoSignIn';

/** @public Provider `demo`: three people sign in by name, where all clusters are simulated ones; it does not exist otherwise. */
export const demoSignInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        if (!demoPeopleMaySignIn(config)) {
          return;
        }
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: demoAuthenticator,
            signInResolver: async ({ result: { name, person } }, context) => {
              const sub = userRefOf(name);
              return context.issueToken({
                claims: {
                  sub,
                  ent: [
                    sub,
                    ...person.groups.map(group => `group:default/${group}`),
                  ],
                },
              });
            },
          }),
        });
      },
    });
  },
});
