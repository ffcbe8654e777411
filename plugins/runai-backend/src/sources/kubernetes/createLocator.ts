import type { CatalogAccess } from '../catalog/listClusterEntities';
import type { PublicNames } from '@runai-portal/backstage-plugin-runai-node';
import { catalogLocator } from './catalogLocator';
import { configLocator } from './configLocator';
import { gkeLocator, type GkeAccess } from './gkeLocator';
import { kubectlProxyLocator } from './kubectlProxyLocator';
import type { ClusterLocator } from './LocatedCluster';

/** What locators are made from. */
export interface CreateLocatorOptions {
  /** The entry of `kubernetes.clusterLocatorMethods`, as it stands there. */
  method: unknown;
  type: string | undefined;
  /** E.g. `kubernetes.clusterLocatorMethods[0]`. */
  at: string;
  access: CatalogAccess;
  names: PublicNames;
  gke: GkeAccess;
}

const LOCATORS: ReadonlyMap<
  string | undefined,
  (options: CreateLocatorOptions) => ClusterLocator
> = new Map([
  ['config', ({ method, at }) => configLocator(method, at)],
  ['localKubectlProxy', ({ at }) => kubectlProxyLocator(at)],
  ['catalog', catalogLocator],
  ['gke', ({ method, at, gke }) => gkeLocator({ method, at, access: gke })],
]);

/** @throws where nobody knows the type, with one sentence */
export function createLocator(options: CreateLocatorOptions): ClusterLocator {
  const create = LOCATORS.get(options.type);
  if (!create) {
    const known = [...LOCATORS.keys()].join(', ');
    throw new Error(
      options.type === undefined
        ? `${options.at} has no type; known are ${known}.`
        : `${options.at} has the type '${options.type}', which is not known here; known are ${known}.`,
    );
  }
  return create(options);
}
