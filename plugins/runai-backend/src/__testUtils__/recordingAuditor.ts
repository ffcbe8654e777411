import type { AuditorService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';

/** An event as the auditor was told of it, with its end. */
export interface RecordedEvent {
  eventId: string;
  severity: string;
  method: string;
  /** As the auditor would log it. */
  url: string;
  meta: JsonObject;
  /** Undefined while it has not ended. */
  end?: { succeeded: boolean; meta?: JsonObject; error?: string };
}

/** An auditor that keeps what it is told. */
export function recordingAuditor(): {
  auditor: AuditorService;
  events: RecordedEvent[];
} {
  const events: RecordedEvent[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, severityLevel, request, meta = {} }) => {
      const event: RecordedEvent = {
        eventId,
        severity: String(severityLevel),
        method: String(request?.method),
        url: String(request?.originalUrl),
        meta,
      };
      events.push(event);
      return {
        success: async options => {
          event.end = { succeeded: true, meta: options?.meta };
        },
        fail: async options => {
          event.end = {
            succeeded: false,
            meta: options.meta,
            error: `${options.error.name}: ${options.error.message}`,
          };
        },
      };
    },
  });
  return { auditor, events };
}
