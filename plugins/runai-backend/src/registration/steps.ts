import type {
  ConnectionTest,
  ConnectionTestReason,
  ConnectionTestStep,
} from '@runai-portal/backstage-plugin-runai-common';
import { SAYS } from './says';

/** What a test finds of a server, before it is known how long it took. */
export type Found = Omit<ConnectionTest, 'server' | 'testedAt' | 'durationMs'>;

/** Why a step did not pass. */
export interface Refusal {
  reason: ConnectionTestReason;
  message: string;
}

export function passed(message: string): ConnectionTestStep {
  return { state: 'passed', message };
}

export function failed({ reason, message }: Refusal): ConnectionTestStep {
  return { state: 'failed', reason, message };
}

export function notTested(
  reason: ConnectionTestReason,
  message: string,
): ConnectionTestStep {
  return { state: 'notTested', reason, message };
}

/** The server was not reached, and nothing behind it was asked. */
export function notReached(refusal: Refusal): Found {
  return {
    reachable: failed(refusal),
    credentials: notTested('NotReached', SAYS.notReached),
    permissions: notTested('NotReached', SAYS.notReached),
  };
}

/** The server was reached, and takes the token for nobody's. */
export function notAccepted(refusal: Refusal): Omit<Found, 'reachable'> {
  return {
    credentials: failed(refusal),
    permissions: notTested('NotAccepted', SAYS.noAccount),
  };
}
