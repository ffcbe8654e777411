import type { AuthService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_RUNAI_CLUSTER } from '@runai-portal/backstage-plugin-runai-common';
import { createRunaiClusterConditionalDecision } from '@runai-portal/backstage-plugin-runai-node';
import { seesFleet, withoutOtherClusters } from './clusterEntities';
import type { Grant } from './grants';

/** The policy of this portal: what nobody granted is denied. */
export class PortalPolicy implements PermissionPolicy {
  readonly #auth: AuthService;
  readonly #grants: readonly Grant[];

  static create(options: {
    auth: AuthService;
    grants: readonly Grant[];
  }): PortalPolicy {
    return new PortalPolicy(options.auth, options.grants);
  }

  private constructor(auth: AuthService, grants: readonly Grant[]) {
    this.#auth = auth;
    this.#grants = grants;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user || !this.#auth.isPrincipal(user.credentials, 'user')) {
      return { result: AuthorizeResult.DENY };
    }
    const owners = [
      user.credentials.principal.userEntityRef,
      ...user.info.ownershipEntityRefs,
    ];
    const grants = this.#grants.filter(({ to }) => owners.includes(to));
    if (grants.some(grant => allowsAll(grant, permission))) {
      return isResourcePermission(permission, 'catalog-entity') &&
        !seesFleet(grants)
        ? withoutOtherClusters(permission, owners)
        : { result: AuthorizeResult.ALLOW };
    }
    const [first, ...others] = grants
      .flatMap(({ where = [] }) => where)
      .filter(({ permissions }) => permissions.includes(permission.name))
      .map(({ clusters }) => clusters(owners));
    return first !== undefined &&
      isResourcePermission(permission, RESOURCE_TYPE_RUNAI_CLUSTER)
      ? createRunaiClusterConditionalDecision(permission, {
          anyOf: [first, ...others],
        })
      : { result: AuthorizeResult.DENY };
  }
}

function allowsAll(
  { permissions, others }: Grant,
  permission: PolicyQuery['permission'],
): boolean {
  if (!permission.name.startsWith('runai.')) {
    return others === '*' || permission.attributes.action === 'read';
  }
  return permissions === '*' || permissions.includes(permission.name);
}
