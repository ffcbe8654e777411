import type { AuthService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { Grant } from './grants';

/**
 * The policy of this portal: what nobody granted is denied. A company writes its own, with the conditions of runai-node.
 */
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
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return {
      result: this.#grantsOf(user).some(grant => allows(grant, request))
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    };
  }

  #grantsOf(user: PolicyQueryUser | undefined): readonly Grant[] {
    if (!user || !this.#auth.isPrincipal(user.credentials, 'user')) {
      return [];
    }
    const { userEntityRef } = user.credentials.principal;
    const refs = new Set([userEntityRef, ...user.info.ownershipEntityRefs]);
    return this.#grants.filter(({ to }) => refs.has(to));
  }
}

function allows(
  { permissions, others }: Grant,
  { permission }: PolicyQuery,
): boolean {
  if (!permission.name.startsWith('runai.')) {
    return others === '*' || permission.attributes.action === 'read';
  }
  return permissions === '*' || permissions.includes(permission.name);
}
