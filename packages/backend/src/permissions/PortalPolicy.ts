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
import { demoPersonOf } from '../auth/demoPeople';
import type { SignInMode } from '../auth/signInMode';

/** What each person of the demo may do with clusters, beyond what everybody may: look at them. */
const DEMO_GRANTS: Readonly<Record<string, readonly string[]>> = {
  vera: ['runai.check.run'],
  ada: ['runai.project.request'],
  piet: [
    'runai.check.run',
    'runai.probe.run',
    'runai.waiver.manage',
    'runai.cluster.proxy',
    'runai.cluster.logs',
    'runai.audit.read',
    'runai.project.request',
    'runai.project.approve',
  ],
};
/** Reading of one's own kind: what everybody who is signed in may look at. */
const EVERYBODY_READS = new Set(['runai.cluster.read', 'runai.project.read']);

/**
 * The policy of this portal. A company writes its own, with the conditions that runai-backend offers.
 *
 * The demo's people: everybody reads; what changes or costs something is granted by name, and what is no permission of the suite
 * (the catalog's, for one) is read-only for all but the platform engineer. The local user owns the machine and may do everything.
 */
export class PortalPolicy implements PermissionPolicy {
  readonly #auth: AuthService;
  readonly #mode: SignInMode;

  static create(options: {
    auth: AuthService;
    mode: SignInMode;
  }): PortalPolicy {
    return new PortalPolicy(options.auth, options.mode);
  }

  private constructor(auth: AuthService, mode: SignInMode) {
    this.#auth = auth;
    this.#mode = mode;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return {
      result: this.#allows(request, user)
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    };
  }

  #allows(
    { permission }: PolicyQuery,
    user: PolicyQueryUser | undefined,
  ): boolean {
    if (!user || !this.#auth.isPrincipal(user.credentials, 'user')) {
      return false;
    }
    if (this.#mode !== 'demo') {
      return true;
    }
    const person = demoPersonOf(user.credentials.principal.userEntityRef);
    if (person === undefined) {
      return false;
    }
    if (permission.name.startsWith('runai.')) {
      return (
        EVERYBODY_READS.has(permission.name) ||
        DEMO_GRANTS[person].includes(permission.name)
      );
    }
    return permission.attributes.action === 'read' || person === 'piet';
  }
}
