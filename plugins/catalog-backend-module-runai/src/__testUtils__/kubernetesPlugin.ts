/* eslint-disable @typescript-eslint/no-require-imports, global-require -- an `import()` would not pass through jest's loader */
import type { BackendFeature } from '@backstage/backend-plugin-api';

/** The Kubernetes plugin of Backstage, as portals add it. */
export function kubernetesPlugin(): BackendFeature {
  return require('@backstage/plugin-kubernetes-backend').default;
}
