import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Check, Fact } from '@runai-portal/checks';
import type { ClusterSourceFactory } from './sources';

/** @public */
export interface RunaiClusterSourcesExtensionPoint {
  /**
   * Makes a type of source known.
   *
   * @param type - what `runai.sources[].type` says to use it
   * @throws where the type is known already
   */
  addSource(type: string, factory: ClusterSourceFactory): void;
}

/**
 * Further sources of clusters. `kubeconfig` is built in; without any `runai.sources` in the configuration the type `demo` is
 * used where a module brings it.
 *
 * @public
 */
export const runaiClusterSourcesExtensionPoint =
  createExtensionPoint<RunaiClusterSourcesExtensionPoint>({
    id: 'runai.clusterSources',
  });

/** @public */
export interface RunaiChecksExtensionPoint {
  /**
   * Adds a company's own checks to every run, and the facts that they rest on.
   *
   * @throws where an id is taken
   */
  addChecks(options: {
    checks: readonly Check[];
    facts?: readonly Fact<unknown>[];
  }): void;
}

/**
 * A company's own checks, declared with `defineCheck` and `defineFact`.
 *
 * @public
 */
export const runaiChecksExtensionPoint =
  createExtensionPoint<RunaiChecksExtensionPoint>({ id: 'runai.checks' });
