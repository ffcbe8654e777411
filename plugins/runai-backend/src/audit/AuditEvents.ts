import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { withoutTokens } from '@runai-portal/backstage-plugin-runai-node';
import { loggedRequest } from './loggedRequest';

/** An event that has begun. Its end never throws: by then the request is answered. */
export interface AuditEvent {
  succeed(meta?: JsonObject): Promise<void>;
  fail(error: Error, meta?: JsonObject): Promise<void>;
}

/** What an event says at its beginning. */
export type AuditEventStart = Required<
  Pick<AuditorServiceCreateEventOptions, 'eventId' | 'severityLevel'>
> & {
  request: NonNullable<AuditorServiceCreateEventOptions['request']>;
  meta?: JsonObject;
};

/** The events of this plugin for the portal's auditor: one for every call, none with a query, a token or a body. */
export class AuditEvents {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #audited = new WeakSet<object>();

  constructor(options: { auditor: AuditorService; logger: LoggerService }) {
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  /** @throws where the auditor does not take it: then nothing is to be done */
  async begin(start: AuditEventStart): Promise<AuditEvent> {
    this.#audited.add(start.request);
    const event = await this.#auditor.createEvent({
      ...start,
      request: loggedRequest(start.request),
      meta: start.meta && safe(start.meta),
    });
    return {
      succeed: meta => this.#end(event.success({ meta: meta && safe(meta) })),
      fail: (error, meta) =>
        this.#end(
          event.fail({ error: safeError(error), meta: meta && safe(meta) }),
        ),
    };
  }

  /** Whether an event of this request has begun. */
  has(request: AuditEventStart['request']): boolean {
    return this.#audited.has(request);
  }

  async #end(ending: Promise<void>): Promise<void> {
    try {
      await ending;
    } catch (error) {
      assertError(error);
      this.#logger.error('The end of an audit event could not be told', error);
    }
  }
}

function safe(meta: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(meta), (_key, value) =>
    typeof value === 'string' ? withoutTokens(value) : value,
  );
}

/** Its name and message; the stack would repeat the message, and the causes may say anything. */
function safeError({ name, message }: Error): Error {
  const error = new Error(withoutTokens(message));
  error.name = name;
  error.stack = `${name}: ${error.message}`;
  return error;
}
