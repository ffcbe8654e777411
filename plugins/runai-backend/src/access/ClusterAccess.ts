import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { ConditionTransformer } from '@backstage/plugin-permission-node';
import {
  runaiCheckRunPermission,
  runaiClusterReadPermission,
} from '@runai-portal/backstage-plugin-runai-common';
import type { RunaiClusterCondition } from '@runai-portal/backstage-plugin-runai-node';
import type { ClusterScope } from '../database/clusterCriteria';
import type { ClusterStore } from '../database/ClusterStore';
import type { StoredCluster } from '../database/clusterRow';

/** Of any route. */
type AnyRequest = Parameters<HttpAuthService['credentials']>[0];

/** What a request may see and do. */
export class ClusterAccess {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;
  readonly #toCriteria: ConditionTransformer<RunaiClusterCondition>;
  readonly #clusters: ClusterStore;

  constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    toCriteria: ConditionTransformer<RunaiClusterCondition>;
    clusters: ClusterStore;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
    this.#toCriteria = options.toCriteria;
    this.#clusters = options.clusters;
  }

  /** Users and services alike. */
  async caller(
    request: AnyRequest,
  ): Promise<
    BackstageCredentials<BackstageUserPrincipal | BackstageServicePrincipal>
  > {
    return this.#httpAuth.credentials(request, { allow: ['user', 'service'] });
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
    return this.#scope(request, runaiClusterReadPermission);
  }

  /**
   * The cluster that a request names.
   *
   * @throws NotFoundError where there is none, and in the same words where the caller may not read it
   */
  async read(request: AnyRequest, name: string): Promise<StoredCluster> {
    const cluster = await this.#clusters.find(
      name,
      await this.readable(request),
    );
    if (!cluster) {
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    return cluster;
  }

  /**
   * The cluster on which a request wants to run checks.
   *
   * @throws NotFoundError as {@link ClusterAccess.read} does
   * @throws NotAllowedError where the caller may read it but not run checks
   */
  async runChecks(request: AnyRequest, name: string): Promise<StoredCluster> {
    const cluster = await this.read(request, name);
    const scope = await this.#scope(request, runaiCheckRunPermission);
    if (!(await this.#clusters.find(name, scope))) {
      throw new NotAllowedError(
        `You may see '${name}', but not run its checks (${runaiCheckRunPermission.name})`,
      );
    }
    return cluster;
  }

  async #scope(
    request: AnyRequest,
    permission: ResourcePermission,
  ): Promise<ClusterScope> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials: await this.caller(request) },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return 'all';
      case AuthorizeResult.CONDITIONAL:
        return this.#toCriteria(decision.conditions);
      default:
        return 'none';
    }
  }
}
