import type { Permission, ValueOf } from '../declarations';
import { defineFact, type Asks, type ReviewRequest } from './request';
import { apiGroupsFact, servedVersion, serves } from './request/apiGroups';
import { fieldsAt } from './untrusted';

/** The question whether the account may do something, which every account may ask. */
export const ACCESS_REVIEW = {
  verb: 'review',
  group: 'authorization.k8s.io',
  resource: 'selfsubjectaccessreviews',
} as const;

/** Whether the account may do that. */
export async function isAllowed(
  mayI: Asks<{ mayI: ReviewRequest }>['mayI'],
  what: Omit<Permission, 'verb'> & { verb: string },
): Promise<boolean> {
  const { verb, group = '', resourceName: name, namespace } = what;
  const [resource, subresource] = what.resource.split('/');
  const asked = { verb, group, resource, subresource, name, namespace };
  const { value } = await mayI({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: asked },
  });
  return fieldsAt(value, 'status').allowed === true;
}

/**
 * One SelfSubjectAccessReview for each distinct permission of the checks' facts, whatever the size of the cluster. Those that
 * Kubernetes grants to everybody are not asked for, nor those on groups that the cluster does not serve: most clusters are neither
 * OpenShift nor have every operator, and the answer would cost nothing and tell nothing.
 */
export const permissionsFact = defineFact({
  id: 'permissions',
  title: 'What the account may read',
  requests: { mayI: ACCESS_REVIEW },
  ttlSeconds: 300,
  collect: async ({ ask, needed, get }) => {
    // Where it is not told what is served, everything is asked for.
    const served = await get(apiGroupsFact).catch(() => undefined);
    const isAbsent = ({ group }: Permission) =>
      group !== undefined && served !== undefined && !serves(served, group);
    return Promise.all(
      needed().map(async ({ permission, checks, facts }) => {
        // What somebody else wants to read is always asked: it is told as granted though there is nothing of it yet.
        if (facts.length > 0 && isAbsent(permission)) {
          return { permission, checks, allowed: false, notServed: true };
        }
        const allowed = await isAllowed(ask.mayI, permission);
        return {
          permission,
          checks,
          allowed,
          /** The cluster does not have the resource: the missing permission costs nothing. */
          notServed:
            !allowed &&
            // Asked only of what is missing: of other groups than the core a server may have the group and not the resource.
            (await servedVersion({ get }, permission)) === undefined,
        };
      }),
    );
  },
});

/** One thing that the account must be allowed to do, and whether it is. */
export type PermissionAnswer = ValueOf<typeof permissionsFact>[number];
