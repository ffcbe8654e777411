import type { RootConfigService } from '@backstage/backend-plugin-api';
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

/** Lets the demo's people in from other machines, too: everybody who reaches the portal can be any of them. */
const OUTSIDE_KEY = 'auth.providers.demo.dangerouslyAllowOutsideLoopback';

/** Decides the mode from `runai.sources` (`demo` where the key is absent, not where its list is empty) and `backend.listen`. */
export function signInMode(config: RootConfigService): SignInMode {
  const local = listensLocally(config);
  if (isSimulated(config)) {
    return local || config.getOptionalBoolean(OUTSIDE_KEY) ? 'demo' : 'none';
  }
  return local ? 'local' : 'none';
}

function isSimulated(config: RootConfigService): boolean {
  const sources = config.getOptionalConfigArray('runai.sources');
  return (
    sources === undefined ||
    (sources.length > 0 &&
      sources.every(source => source.getOptionalString('type') === 'demo'))
  );
}
