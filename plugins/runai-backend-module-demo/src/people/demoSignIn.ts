import type { RootConfigService } from '@backstage/backend-plugin-api';
import { listensLocally } from '@runai-portal/backstage-plugin-runai-node';

/** Lets the demo's people in from other machines, too: everybody who reaches the portal can be any of them. */
const OUTSIDE_KEY = 'auth.providers.demo.dangerouslyAllowOutsideLoopback';

/** @public Whether all clusters are simulated ones: `runai.sources` names `demo` alone, or is absent (not: empty). */
export function hasDemoClustersOnly(config: RootConfigService): boolean {
  const sources = config.getOptionalConfigArray('runai.sources');
  return (
    sources === undefined ||
    (sources.length > 0 &&
      sources.every(source => source.getOptionalString('type') === 'demo'))
  );
}

/** @public Whether the demo's people may sign in: with simulated clusters alone, on a portal that its own machine alone reaches. */
export function demoPeopleMaySignIn(config: RootConfigService): boolean {
  return (
    hasDemoClustersOnly(config) &&
    (listensLocally(config) ||
      (config.getOptionalBoolean(OUTSIDE_KEY) ?? false))
  );
}
