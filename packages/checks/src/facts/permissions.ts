import type { Permission, ValueOf } from '../declarations';
import { defineFact, type Asks, type ReviewRequest } from './request';
import { servedVersion } from './request/apiGroups';
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
 * Kubernetes grants to everybody are not asked for.
 */
export const permissionsFact = defineFact({
  id: 'permissions',
  title: 'What the account may read',
  requests: { mayI: ACCESS_REVIEW },
  ttlSeconds: 300,
  collect: async ({ ask, needed, get }) =>
    Promise.all(
      needed().map(async ({ permission, checks }) => {
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
    ),
});

/** One thing that the account must be allowed to do, and whether it is. */
export type PermissionAnswer = ValueOf<typeof permissionsFact>[number];
