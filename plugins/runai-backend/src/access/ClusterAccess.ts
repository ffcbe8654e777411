import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { assertError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { ConditionTransformer } from '@backstage/plugin-permission-node';
import { runaiClusterReadPermission } from '@runai-portal/backstage-plugin-runai-common';
import type {
  RunaiClusterCondition,
  RunaiClusterResource,
} from '@runai-portal/backstage-plugin-runai-node';
import type { AuditEvent, AuditEvents } from '../audit/AuditEvents';
import type { AuditTrail } from '../audit/AuditTrail';
import type { ClusterScope } from '../database/clusterCriteria';
import type { ClusterStore } from '../database/ClusterStore';
import type { StoredCluster } from '../database/clusterRow';
import { auditEntry } from '../audit/auditEntry';
import { openAct } from './openAct';
import type { Act, ActRequest, Refusal } from './Act';

/** Of any route. */
type AnyRequest = Parameters<HttpAuthService['credentials']>[0];

type Caller = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

/** What the door works with. */
export interface ClusterAccessOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  /** The conditions of a decision as the database is asked. */
  toCriteria: ConditionTransformer<RunaiClusterCondition>;
  /** Whether a decision lets this one cluster through. */
  isAllowed: (
    decision: PolicyDecision,
    cluster: RunaiClusterResource,
  ) => boolean;
  clusters: Pick<ClusterStore, 'find'>;
  events: AuditEvents;
  trail: Pick<AuditTrail, 'add'>;
  logger: LoggerService;
  /** Of the database. */
  now: () => Date;
}

/** The one door to the clusters: what a request may see and do, asked once, and written down. */
export class ClusterAccess {
  readonly #options: ClusterAccessOptions;

  constructor(options: ClusterAccessOptions) {
    this.#options = options;
  }

  /** The clusters that the caller may read; lists are filtered by it, never refused. */
  async readable(request: AnyRequest): Promise<ClusterScope> {
    const caller = await this.#caller(request);
    const event = await this.#options.events.begin({
      eventId: 'clusters-list',
      severityLevel: 'low',
      request,
      meta: { permissions: [runaiClusterReadPermission.name] },
    });
    try {
      const [decision] = await this.#decisions(caller, []);
      const { result } = decision;
      await event.succeed({ clusters: result.toLowerCase() });
      return this.#scope(decision);
    } catch (error) {
      assertError(error);
      await event.fail(error);
      throw error;
    }
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
    const caller = await this.#caller(request);
    const event = await this.#options.events.begin({
      eventId: 'cluster-access',
      severityLevel: permissions.length > 0 ? 'medium' : 'low',
      request,
      meta: { cluster: name, permissions: namesOf(permissions) },
    });
    try {
      const { cluster, missing } = await this.#find(caller, name, permissions);
      if (missing) {
        throw notAllowed(name, missing);
      }
      await event.succeed();
      return cluster;
    } catch (error) {
      assertError(error);
      await event.fail(error);
      throw error;
    }
  }

  /**
   * Begins what acts on a cluster or reads through the portal: as {@link ClusterAccess.authorize}, and an entry is written when it
   * ends. A caller that lacks a permission gives an entry at once.
   *
   * @throws as authorize does
   */
  async begin(request: AnyRequest, asked: ActRequest): Promise<Act> {
    const caller = await this.#caller(request);
    const event = await this.#beginEvent(request, asked, asked.permissions);
    const found = await this.#find(
      caller,
      asked.cluster,
      asked.permissions,
    ).catch(async error => {
      await event.fail(error);
      throw error;
    });
    const { cluster, missing } = found;
    const { trail, now } = this.#options;
    const open = openAct({
      ...asked,
      actor: nameOf(caller),
      permissions: namesOf(asked.permissions),
      cluster: cluster.declared.name,
      event,
      trail,
      now,
    });
    const act = { ...open, cluster };
    if (missing) {
      act.end({
        outcome: 'denied',
        status: 403,
        reason: `${missing.name} is missing`,
      });
      throw notAllowed(asked.cluster, missing);
    }
    return act;
  }

  /** Begins an act, and ends it with what comes of the work. */
  async perform<T>(
    request: AnyRequest,
    asked: ActRequest,
    work: (act: Pick<Act, 'cluster' | 'actor'>) => Promise<T>,
  ): Promise<T> {
    const act = await this.begin(request, asked);
    try {
      const done = await work(act);
      act.end({ outcome: 'allowed' });
      return done;
    } catch (error) {
      assertError(error);
      act.end({ outcome: 'failed', reason: error.name });
      throw error;
    }
  }

  /**
   * Writes down what is refused by a rule of the portal before anybody asked for the cluster; the caller of this answers. There is an
   * entry where the cluster exists and who asked may read it: nobody fills the table with names of their own.
   */
  async refuse(request: AnyRequest, refusal: Refusal): Promise<void> {
    const { action, target, reason, status } = refusal;
    try {
      const caller = await this.#caller(request);
      const event = await this.#beginEvent(request, refusal, []);
      await event.fail(new NotAllowedError(reason), { status });
      const [reading] = await this.#decisions(caller, []);
      const cluster = await this.#options.clusters.find(
        refusal.cluster,
        this.#scope(reading),
      );
      if (cluster) {
        this.#options.trail.add(
          auditEntry({
            at: this.#options.now().toISOString(),
            cluster: cluster.declared.name,
            actor: nameOf(caller),
            action,
            outcome: 'denied',
            status,
            reason,
            permissions: namesOf([]),
            target,
          }),
        );
      }
    } catch (error) {
      assertError(error);
      this.#options.logger.error('A refusal could not be audited', error);
    }
  }

  /** Gives the auditor an event for a request that no other method was told of: an address or a query that the contract does not know. */
  async auditOther(request: AnyRequest, status: number): Promise<void> {
    if (this.#options.events.has(request)) {
      return;
    }
    try {
      await this.#caller(request);
      const event = await this.#options.events.begin({
        eventId: 'request',
        severityLevel: 'low',
        request,
      });
      await (status < 400
        ? event.succeed({ status })
        : event.fail(new Error(`Answered with ${status}`), { status }));
    } catch (error) {
      assertError(error);
      this.#options.logger.error('A request could not be audited', error);
    }
  }

  /** Users and services alike. */
  async #caller(request: AnyRequest): Promise<Caller> {
    return this.#options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
  }

  #beginEvent(
    request: AnyRequest,
    { cluster, action, target }: Omit<ActRequest, 'permissions'>,
    permissions: readonly ResourcePermission[],
  ): Promise<AuditEvent> {
    return this.#options.events.begin({
      eventId: action.replace('.', '-'),
      severityLevel: 'medium',
      request,
      meta: {
        cluster,
        permissions: namesOf(permissions),
        ...(target && { target: { ...target } }),
      },
    });
  }

  async #find(
    caller: Caller,
    name: string,
    permissions: readonly ResourcePermission[],
  ): Promise<{ cluster: StoredCluster; missing?: ResourcePermission }> {
    const { clusters, isAllowed } = this.#options;
    const [reading, ...further] = await this.#decisions(caller, permissions);
    const cluster = await clusters.find(name, this.#scope(reading));
    if (!cluster) {
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    const missing = permissions.find(
      (_permission, index) => !isAllowed(further[index], cluster.declared),
    );
    return { cluster, missing };
  }

  /** Of reading clusters, then of the others in their order: the permission service is asked once. */
  #decisions(
    credentials: Caller,
    permissions: readonly ResourcePermission[],
  ): Promise<PolicyDecision[]> {
    return this.#options.permissions.authorizeConditional(
      [runaiClusterReadPermission, ...permissions].map(permission => ({
        permission,
      })),
      { credentials },
    );
  }

  #scope(decision: PolicyDecision): ClusterScope {
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return 'all';
      case AuthorizeResult.CONDITIONAL:
        return this.#options.toCriteria(decision.conditions);
      default:
        return 'none';
    }
  }
}

function nameOf({ principal }: Caller): string {
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}

function namesOf(permissions: readonly ResourcePermission[]): string[] {
  return [runaiClusterReadPermission, ...permissions].map(({ name }) => name);
}

function notAllowed(cluster: string, missing: ResourcePermission): Error {
  return new NotAllowedError(
    `You may see '${cluster}', but not do that with it (${missing.name})`,
  );
}
