import type {
  Axis,
  ConnectionState,
} from '@runai-portal/backstage-plugin-runai-common';
import type { FactOutcomes } from '../declarations';
import { versionFact } from '../facts/version';

/** Reasons of the engine by what they say of the connection; all others leave it unknown. */
const STATES: Readonly<Record<string, ConnectionState>> = {
  Unreachable: 'unreachable',
  Timeout: 'unreachable',
  TlsError: 'tlsError',
  Unauthorized: 'authFailed',
  NoCredentials: 'misconfigured',
  Forbidden: 'forbidden',
};

/** The connection as `GET /version` found it: every account may ask for it, and a token that is not accepted gets a 401. */
export function connectionNow(outcomes: FactOutcomes): Axis<ConnectionState> {
  const { id } = versionFact;
  const outcome = Object.hasOwn(outcomes, id) ? outcomes[id] : undefined;
  if (!outcome) {
    return {
      state: 'unknown',
      reason: 'NotRun',
      message: 'The cluster was not asked',
    };
  }
  const { observedAt } = outcome;
  if (outcome.ok) {
    return {
      state: 'connected',
      observedAt,
      message: `Answers in ${Math.round(outcome.durationMs)} ms`,
    };
  }
  const { reason, message } = outcome;
  const state = Object.hasOwn(STATES, reason) ? STATES[reason] : 'unknown';
  return { state, reason, message, observedAt };
}
