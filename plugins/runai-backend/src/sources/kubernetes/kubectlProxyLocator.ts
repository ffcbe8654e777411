import type { ClusterLocator } from './LocatedCluster';

/** `kubectl proxy` on the portal's own machine, at its usual port; it has the credentials. */
export function kubectlProxyLocator(at: string): ClusterLocator {
  return {
    locate: async () => ({
      clusters: [
        {
          name: 'local',
          at,
          url: 'http://localhost:8001',
          authProvider: 'localKubectlProxy',
          authMetadata: {},
        },
      ],
    }),
  };
}
