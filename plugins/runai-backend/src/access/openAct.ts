import { auditEntry } from '../audit/auditEntry';
import type { AuditEvent } from '../audit/AuditEvents';
import type { NewAuditEntry } from '../audit/AuditStore';
import type { AuditTrail } from '../audit/AuditTrail';
import type { ActResult, OpenAct } from './Act';

/** Opens an act whose caller was let in, or is about to be refused. */
export function openAct(
  options: Pick<
    NewAuditEntry,
    'cluster' | 'actor' | 'action' | 'permissions' | 'target'
  > & {
    event: AuditEvent;
    trail: Pick<AuditTrail, 'add'>;
    now: () => Date;
  },
): OpenAct {
  const { cluster, event, trail, now } = options;
  const { actor, action, permissions, target } = options;
  const at = now().toISOString();
  const began = performance.now();
  let ended = false;
  return {
    actor,
    end(result) {
      if (ended) {
        return;
      }
      ended = true;
      const durationMs = Math.round(performance.now() - began);
      trail.add(
        auditEntry({
          at,
          cluster,
          actor,
          action,
          permissions,
          target,
          durationMs,
          ...result,
        }),
      );
      endEvent(event, result, durationMs);
    },
  };
}

/** Waits for nothing: an event sees to its own errors. */
function endEvent(
  event: AuditEvent,
  { outcome, reason, ...more }: ActResult,
  durationMs: number,
): void {
  const meta = { ...more, outcome, durationMs };
  if (outcome === 'allowed') {
    event.succeed(meta);
    return;
  }
  const error = new Error(reason ?? outcome);
  error.name = outcome === 'denied' ? 'NotAllowedError' : 'Error';
  event.fail(error, meta);
}
