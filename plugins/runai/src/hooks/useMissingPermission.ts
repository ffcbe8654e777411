import type { ResourcePermission } from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';

/** Whether the reader has a permission on a cluster. */
export interface PermissionAnswer {
  /** The name of the permission, where they have it not. */
  missing?: string;
  /** It is not known yet: what is asked of the cluster now may be refused, and written down as such. */
  isPending: boolean;
}

/** Whether the reader has a permission on a cluster. Where no answer can be had, the backend decides, and says why. */
export function useMissingPermission(
  permission: ResourcePermission,
  cluster: string,
): PermissionAnswer {
  const { allowed, loading, error } = usePermission({
    permission,
    resourceRef: cluster,
  });
  return {
    isPending: loading,
    missing: allowed || loading || error ? undefined : permission.name,
  };
}
