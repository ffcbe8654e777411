import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { assertError, NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type {
  AuditAction,
  AuditTarget,
} from '@runai-portal/backstage-plugin-runai-common';
import type { AuditEvents } from '../audit/AuditEvents';
import type { AuditTrail } from '../audit/AuditTrail';
import type { ActResult, OpenAct } from './Act';
import { openAct } from './openAct';

/** Of any route. */
type AnyRequest = Parameters<HttpAuthService['credentials']>[0];

/** Entries about no cluster that the portal has stand under this word, which is no cluster's name. */
const NO_CLUSTER = '-';

/** What the door works with. */
export interface PortalAccessOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  events: AuditEvents;
  trail: Pick<AuditTrail, 'add'>;
  /** Of the database. */
  now: () => Date;
}

/** What a person asks to do that concerns no cluster of the portal. */
export interface PortalActRequest {
  action: AuditAction;
  permission: BasicPermission;
  target?: AuditTarget;
}

/** The door to what concerns no single cluster of the portal: asked once, and written down. */
export class PortalAccess {
  readonly #options: PortalAccessOptions;

  constructor(options: PortalAccessOptions) {
    this.#options = options;
  }

  /** @throws NotAllowedError where the caller, a person or a service, lacks the permission */
  async authorize(
    request: AnyRequest,
    permission: BasicPermission,
  ): Promise<void> {
    const caller = await this.#caller(request);
    const event = await this.#options.events.begin({
      eventId: 'portal-access',
      severityLevel: 'low',
      request,
      meta: { permissions: [permission.name] },
    });
    try {
      if (!(await this.#isAllowed(caller, permission))) {
        throw notAllowed(permission);
      }
      await event.succeed();
    } catch (error) {
      assertError(error);
      await event.fail(error);
      throw error;
    }
  }

  /**
   * Lets plugins of the portal and services through, which are told what is configured; whoever may read a cluster sees the rest of it
   * on the other routes.
   *
   * @throws NotAllowedError for people
   */
  async service(request: AnyRequest): Promise<void> {
    const { principal } = await this.#caller(request);
    const event = await this.#options.events.begin({
      eventId: 'sources-list',
      severityLevel: 'low',
      request,
    });
    if (principal.type !== 'service') {
      const error = new NotAllowedError(
        'What is configured is told to plugins and services alone',
      );
      await event.fail(error);
      throw error;
    }
    await event.succeed();
  }

  /**
   * Lets a person do something, and writes down what came of it.
   *
   * @param work - says besides its value how the entry ends
   * @throws NotAllowedError where the caller is no person, or lacks the permission
   */
  async perform<T>(
    request: AnyRequest,
    asked: PortalActRequest,
    work: (act: Pick<OpenAct, 'actor'>) => Promise<[T, ActResult]>,
  ): Promise<T> {
    const caller = await this.#options.httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { events, trail, now } = this.#options;
    const { action, permission, target } = asked;
    const act = openAct({
      action,
      target,
      actor: caller.principal.userEntityRef,
      permissions: [permission.name],
      cluster: NO_CLUSTER,
      event: await events.begin({
        eventId: action.replace('.', '-'),
        severityLevel: 'medium',
        request,
        meta: {
          permissions: [permission.name],
          ...(target && { target: { ...target } }),
        },
      }),
      trail,
      now,
    });
    try {
      if (!(await this.#isAllowed(caller, permission))) {
        throw notAllowed(permission);
      }
      const [value, result] = await work(act);
      act.end(result);
      return value;
    } catch (error) {
      assertError(error);
      act.end(
        error.name === 'NotAllowedError'
          ? { outcome: 'denied', status: 403, reason: error.message }
          : { outcome: 'failed', reason: error.name },
      );
      throw error;
    }
  }

  /** Users and services alike. */
  #caller(request: AnyRequest) {
    return this.#options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
  }

  async #isAllowed(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [{ result }] = await this.#options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }
}

function notAllowed({ name }: BasicPermission): Error {
  return new NotAllowedError(`${name} is missing`);
}
