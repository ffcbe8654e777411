import type { ClusterSourceFactory } from '@runai-portal/backstage-plugin-runai-node';
import { CatalogSource } from './catalog/CatalogSource';
import { KubeconfigSource } from './KubeconfigSource';
import {
  KubernetesSource,
  type KubernetesSourceServices,
} from './kubernetes/KubernetesSource';

/** The types of sources that the plugin has itself; a module cannot bring one of them. */
export const BUILT_IN_SOURCES: ReadonlyMap<
  string,
  (services: KubernetesSourceServices) => ClusterSourceFactory
> = new Map<
  string,
  (services: KubernetesSourceServices) => ClusterSourceFactory
>([
  ['kubeconfig', () => options => KubeconfigSource.fromConfig(options)],
  [
    'kubernetes',
    services => options => KubernetesSource.fromConfig(options, services),
  ],
  [
    'catalog',
    services => options => CatalogSource.fromConfig(options, services),
  ],
]);
