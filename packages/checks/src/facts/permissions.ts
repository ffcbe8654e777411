import { defineFact, review } from './request';
import type {
  Fact,
  FactContext,
  NeededPermission,
  Permission,
} from '../declarations';
import { servedVersion } from './request/served';

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
export const permissionsFact: Fact<PermissionAnswer[]> = defineFact({
  id: 'permissions',
  title: 'What the account may read',
  requests: {
    mayI: review({
      group: 'authorization.k8s.io',
      version: 'v1',
      resource: 'selfsubjectaccessreviews',
    }),
  },
  ttlSeconds: 300,
  collect: async context => {
    const { ask, needed } = context;
    return Promise.all(
      needed().map(
        async ({ permission, checks: ids }): Promise<PermissionAnswer> => {
          const { value } = await ask.mayI<SelfSubjectAccessReview>(
            questionOf(permission),
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

/** Asked only of what is missing: of other groups than the core a server may have the group and not the resource. */
async function isServed(
  context: Pick<FactContext, 'get'>,
  { group, resource }: Permission,
): Promise<boolean> {
  return (await servedVersion(context, { group, resource })) !== undefined;
}

function questionOf({
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
