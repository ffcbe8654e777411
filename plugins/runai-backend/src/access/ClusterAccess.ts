import type {
  AuditorService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { assertError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { ConditionTransformer } from '@backstage/plugin-permission-node';
import { runaiClusterReadPermission } from '@runai-portal/backstage-plugin-runai-common';
import type { RunaiClusterCondition } from '@runai-portal/backstage-plugin-runai-node';
import type { ClusterScope } from '../database/clusterCriteria';
import type { ClusterStore } from '../database/ClusterStore';
import type { StoredCluster } from '../database/clusterRow';

/** Of any route. */
type AnyRequest = Parameters<HttpAuthService['credentials']>[0];

/** What the door works with. */
export interface ClusterAccessOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  toCriteria: ConditionTransformer<RunaiClusterCondition>;
  clusters: ClusterStore;
}

/** The one door to the clusters: what a request may see and do, asked once and written into the audit log. */
export class ClusterAccess {
  readonly #options: ClusterAccessOptions;

  constructor(options: ClusterAccessOptions) {
    this.#options = options;
  }

  /** Users and services alike. */
  async caller(
    request: AnyRequest,
  ): Promise<
    BackstageCredentials<BackstageUserPrincipal | BackstageServicePrincipal>
  > {
    return this.#options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
  }

  /** Entity reference of the person, or the subject of the service. */
  async callerName(request: AnyRequest): Promise<string> {
    const { principal } = await this.caller(request);
    return principal.type === 'user'
      ? principal.userEntityRef
      : principal.subject;
  }

  /** The clusters that the caller may read; lists are filtered by it, never refused. */
  async readable(request: AnyRequest): Promise<ClusterScope> {
    const [scope] = await this.#scopes(request, [runaiClusterReadPermission]);
    return scope;
  }

  /**
   * The cluster that a request names, for who may read it and has these permissions besides.
   *
   * @throws NotFoundError where there is none, and in the same words where the caller may not read it
   * @throws NotAllowedError where the caller may read it, but lacks one of the permissions
   */
  async authorize(
    request: AnyRequest,
    name: string,
    permissions: readonly ResourcePermission[] = [],
  ): Promise<StoredCluster> {
    const event = await this.#options.auditor.createEvent({
      eventId: 'cluster-access',
      severityLevel: permissions.length > 0 ? 'medium' : 'low',
      request,
      meta: {
        cluster: name,
        permissions: [runaiClusterReadPermission, ...permissions].map(
          permission => permission.name,
        ),
      },
    });
    try {
      const cluster = await this.#find(request, name, permissions);
      await event.success();
      return cluster;
    } catch (error) {
      assertError(error);
      await event.fail({ error });
      throw error;
    }
  }

  async #find(
    request: AnyRequest,
    name: string,
    permissions: readonly ResourcePermission[],
  ): Promise<StoredCluster> {
    const { clusters } = this.#options;
    const [readable, ...scopes] = await this.#scopes(request, [
      runaiClusterReadPermission,
      ...permissions,
    ]);
    const cluster = await clusters.find(name, readable);
    if (!cluster) {
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    for (const [index, scope] of scopes.entries()) {
      if (scope !== 'all' && !(await clusters.find(name, scope))) {
        throw new NotAllowedError(
          `You may see '${name}', but not do that with it (${permissions[index].name})`,
        );
      }
    }
    return cluster;
  }

  async #scopes(
    request: AnyRequest,
    permissions: readonly ResourcePermission[],
  ): Promise<ClusterScope[]> {
    const decisions = await this.#options.permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials: await this.caller(request) },
    );
    return decisions.map(decision => {
      switch (decision.result) {
        case AuthorizeResult.ALLOW:
          return 'all';
        case AuthorizeResult.CONDITIONAL:
          return this.#options.toCriteria(decision.conditions);
        default:
          return 'none';
      }
    });
  }
}
