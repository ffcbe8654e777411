import type { DeclaredCluster } from '../database/clusterRow';

/** A cluster as the configuration of a test declares it. */
export function declared(
  name: string,
  more: Partial<DeclaredCluster> = {},
): DeclaredCluster {
  return {
    name,
    sourceName: name,
    source: 'kubeconfig',
    title: name,
    environment: 'trial',
    labels: {},
    demo: false,
    profile: 'runai-2021.04',
    ...more,
  };
}
