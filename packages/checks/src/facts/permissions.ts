import { defineFact, type FactContext, type Permission } from '../declarations';
import {
  neededPermissions,
  type NeededPermission,
} from '../access/neededPermissions';
import { apiGroupsFact } from './apiGroups';
import { servedResources } from './servedResources';

/** One thing that the account must be allowed to do, and whether it is. */
export interface PermissionAnswer
  extends Pick<NeededPermission, 'permission' | 'checks'> {
  allowed: boolean;
  /** The cluster does not have the resource: the missing permission costs nothing. */
  notServed: boolean;
  /** What the authorizer said. */
  reason?: string;
}

interface SelfSubjectAccessReview {
  status?: { allowed?: boolean; reason?: string; evaluationError?: string };
}

/**
 * One SelfSubjectAccessReview for each distinct permission of the checks' facts, whatever the size of the cluster. Those that
 * Kubernetes grants to everybody are not asked for.
 */
export const permissionsFact = defineFact<PermissionAnswer[]>({
  id: 'permissions',
  title: 'What the account may read',
  permissions: [
    {
      verb: 'create',
      group: 'authorization.k8s.io',
      resource: 'selfsubjectaccessreviews',
      grantedToAll: true,
    },
  ],
  ttlSeconds: 300,
  collect: async context => {
    const { client, signal, checks } = context;
    const needed = neededPermissions(checks);
    return Promise.all(
      needed.map(
        async ({ permission, checks: ids }): Promise<PermissionAnswer> => {
          const { value } = await client.create<SelfSubjectAccessReview>(
            {
              group: 'authorization.k8s.io',
              version: 'v1',
              resource: 'selfsubjectaccessreviews',
            },
            review(permission),
            { signal },
          );
          const { allowed = false, reason } = value.status ?? {};
          return {
            permission,
            checks: ids,
            allowed,
            notServed: !allowed && !(await isServed(context, permission)),
            ...(reason && { reason }),
          };
        },
      ),
    );
  },
});

/** Asked only of what is missing: the core group is always there, of others a server may have the group and not the resource. */
async function isServed(
  context: Pick<FactContext, 'client' | 'signal' | 'get'>,
  { group = '', resource }: Permission,
): Promise<boolean> {
  if (group === '') {
    return true;
  }
  const { groups } = await context.get(apiGroupsFact);
  const versions = Object.hasOwn(groups, group) ? groups[group] : [];
  const served = await Promise.all(
    versions.map(version => servedResources(context, group, version)),
  );
  return served.some(resources => resources.has(resource));
}

function review({
  verb,
  group = '',
  resource,
  namespace,
  resourceName,
}: Permission): object {
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {
      resourceAttributes: {
        verb,
        group,
        resource,
        ...(namespace && { namespace }),
        ...(resourceName && { name: resourceName }),
      },
    },
  };
}
