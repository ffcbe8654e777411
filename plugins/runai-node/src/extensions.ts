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
   * Adds a company's own checks to every run, to the catalogue, the reports and the roles that a run needs; what they rest on comes
   * with them. They are looked at when all modules have added theirs: an id that is taken or in no namespace of its own, an outcome
   * without a remedy, a fact that reads Secrets, end the start with one sentence.
   *
   * @param options.facts - which the roles hold although no check rests on them
   */
  addChecks(options: {
    checks: readonly Check[];
    facts?: readonly Fact<unknown>[];
  }): void;
}

/**
 * A company's own checks, declared with `defineCheck`, `defineFact` and `listFact`, which this package exports.
 *
 * @public
 */
export const runaiChecksExtensionPoint =
  createExtensionPoint<RunaiChecksExtensionPoint>({ id: 'runai.checks' });
