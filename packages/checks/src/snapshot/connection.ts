import type {
  Axis,
  ConnectionState,
} from '@runai-portal/backstage-plugin-runai-common';
import type { FactOutcome } from '../declarations';

/** Reasons of the engine by what they say of the connection; all others leave it unknown. */
const STATES: ReadonlyMap<string, ConnectionState> = new Map([
  ['Unreachable', 'unreachable'],
  ['Timeout', 'unreachable'],
  ['TlsError', 'tlsError'],
  ['Unauthorized', 'authFailed'],
  ['NoCredentials', 'misconfigured'],
  ['Forbidden', 'forbidden'],
]);

/** The connection as `GET /version` found it: every account may ask for it, and a token that is not accepted gets a 401. */
export function connectionNow(
  version: FactOutcome | undefined,
): Axis<ConnectionState> {
  if (version?.ok) {
    const { observedAt, durationMs } = version;
    const message = `Answers in ${Math.round(durationMs)} ms`;
    return { state: 'connected', observedAt, message };
  }
  const { reason, message, observedAt } = version ?? {
    reason: 'NotRun',
    message: 'The cluster was not asked',
    observedAt: undefined,
  };
  return {
    state: STATES.get(reason) ?? 'unknown',
    reason,
    message,
    observedAt,
  };
}
