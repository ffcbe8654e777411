import type {
  Fact,
  FactContext,
  NeededPermission,
  Permission,
} from '../declarations';
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

/** One thing that the account must be allowed to do, and whether it is. */
export interface PermissionAnswer {
  permission: Permission;
  /** Ids of the checks that rest on it. */
  checks: string[];
  allowed: boolean;
  /** The cluster does not have the resource: the missing permission costs nothing. */
  notServed: boolean;
}

/** One SelfSubjectAccessReview for each. */
async function answersTo(
  needed: readonly Pick<NeededPermission, 'permission' | 'checks'>[],
  { ask, get }: Pick<FactContext, 'get'> & { ask: Asks<typeof REQUESTS> },
): Promise<PermissionAnswer[]> {
  return Promise.all(
    needed.map(async ({ permission, checks }) => {
      const allowed = await isAllowed(ask.mayI, permission);
      // Asked only of what is missing: of other groups than the core a server may have the group and not the resource.
      const notServed =
        !allowed && (await servedVersion({ get }, permission)) === undefined;
      return { permission, checks, allowed, notServed };
    }),
  );
}

const REQUESTS = { mayI: ACCESS_REVIEW };

/**
 * One SelfSubjectAccessReview for each distinct permission of the checks' facts, whatever the size of the cluster. Those that
 * Kubernetes grants to everybody are not asked for.
 */
export const permissionsFact = defineFact({
  id: 'permissions',
  title: 'What the account may read',
  requests: REQUESTS,
  ttlSeconds: 300,
  collect: ({ needed, ...context }) => answersTo(needed(), context),
});

/** The same for what else somebody wants to read of one cluster, e.g. through the portal's proxy: the same as long as its session. */
export function wantedPermissionsFact(
  wanted: readonly Permission[],
): Fact<PermissionAnswer[]> {
  const needed = wanted.map(permission => ({ permission, checks: [] }));
  return defineFact({
    id: 'wanted-permissions',
    title: 'What else the account may read',
    requests: REQUESTS,
    ttlSeconds: 300,
    collect: context => answersTo(needed, context),
  });
}
