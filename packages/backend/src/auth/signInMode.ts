import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  demoPeopleMaySignIn,
  hasDemoClustersOnly,
} from '@runai-portal/backstage-plugin-runai-backend-module-demo';
import { listensLocally } from '@runai-portal/backstage-plugin-runai-node';

/**
 * Who may sign in without a company's own provider.
 *
 * - `demo`: the three people of the demo. Only where every cluster is a simulated one.
 * - `local`: whoever has the token of this start.
 * - `none`: nobody; a provider has to be configured.
 *
 * Both of the first two only where the portal listens on the loopback interface alone.
 */
export type SignInMode = 'demo' | 'local' | 'none';

/** Decides the mode from `runai.sources` (`demo` where the key is absent, not where its list is empty) and `backend.listen`. */
export function signInMode(config: RootConfigService): SignInMode {
  if (hasDemoClustersOnly(config)) {
    return demoPeopleMaySignIn(config) ? 'demo' : 'none';
  }
  return listensLocally(config) ? 'local' : 'none';
}
