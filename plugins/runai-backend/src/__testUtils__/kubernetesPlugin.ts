/* eslint-disable @typescript-eslint/no-require-imports, global-require -- an `import()` would not pass through jest's loader, and types of an optional peer may not be there */
import type {
  BackendFeature,
  ExtensionPoint,
} from '@backstage/backend-plugin-api';

/** The Kubernetes plugin of Backstage, as portals add it. */
export function kubernetesPlugin(): BackendFeature {
  return require('@backstage/plugin-kubernetes-backend').default;
}

/** How a company's own supplier of clusters comes into the Kubernetes plugin. */
export function kubernetesClusterSuppliers(): ExtensionPoint<{
  addClusterSupplier(supplier: {
    getClusters(): Promise<
      {
        name: string;
        title?: string;
        url: string;
        authMetadata: Record<string, string>;
      }[]
    >;
  }): void;
}> {
  return require('@backstage/plugin-kubernetes-node')
    .kubernetesClusterSupplierExtensionPoint;
}
