import { setTimeout as pause } from 'node:timers/promises';
import { KubeError } from '../errors/KubeError';
import { isConnectionReset } from '../errors/socketError';

/** @public How calls that may be repeated are repeated. */
export interface RetryOptions {
  /** Attempts in all, the first included; 3 where absent. */
  attempts?: number;
  /** The first pause, in milliseconds; 200 where absent. It doubles, with jitter, up to 2 s. */
  firstDelayMs?: number;
}

/** What one call may repeat. */
export interface CallRetryOptions extends RetryOptions {
  /** The request may be sent again without harm. */
  idempotent: boolean;
  /** Repeat after answers that may pass, 429 and 5xx; otherwise only where no answer came. */
  answers: boolean;
  /** Ends the pauses. */
  signal: AbortSignal;
  /** The time that is left now. */
  remainingMs: () => number;
}

/** What an attempt knows. */
export interface Attempt {
  /** 0 for the first. */
  number: number;
}

/** 500 is among them: etcd's leader changes come as such. */
const RETRIED_STATUSES = [429, 500, 502, 503, 504];
const MAX_DELAY_MS = 2_000;
/** A refused connection mostly stays so; but a server that restarts must not decide a whole run. */
const MAX_ATTEMPTS_REFUSED = 2;

/**
 * Runs `fn`, again after a failure that may pass: 429, 5xx and a connection that was reset or refused.
 *
 * @remarks A wait that the server asks for (`Retry-After`) is kept; one that does not fit into the time that is left ends the
 * call at once, since waiting for a certain failure helps nobody.
 */
export async function withRetries<T>(
  fn: (attempt: Attempt) => Promise<T>,
  options: CallRetryOptions,
): Promise<T> {
  for (let number = 0; ; number++) {
    try {
      return await fn({ number });
    } catch (error) {
      if (!(error instanceof KubeError)) {
        throw error;
      }
      const asked = (error.retryAfterSeconds ?? 0) * 1000;
      if (
        number + 1 >= attemptsFor(error, options) ||
        asked >= options.remainingMs()
      ) {
        throw error;
      }
      const delay = Math.max(asked, ownDelay(number, options.firstDelayMs));
      await pause(delay, undefined, { signal: options.signal }).catch(() => {
        throw error;
      });
    }
  }
}

/** How many attempts a call may take in all that failed in this way. */
function attemptsFor(error: KubeError, options: CallRetryOptions): number {
  const { attempts = 3, idempotent, answers } = options;
  if (error.errorClass === 'refused') {
    // Nothing was sent, so that any request can be sent again.
    return Math.min(attempts, MAX_ATTEMPTS_REFUSED);
  }
  if (!idempotent) {
    return 1;
  }
  if (isConnectionReset(error)) {
    return answers ? attempts : Math.min(attempts, MAX_ATTEMPTS_REFUSED);
  }
  const mayPass =
    error.status !== undefined && RETRIED_STATUSES.includes(error.status);
  return answers && mayPass ? attempts : 1;
}

function ownDelay(number: number, firstDelayMs = 200): number {
  return (
    Math.min(MAX_DELAY_MS, firstDelayMs * 2 ** number) *
    (0.5 + Math.random() / 2)
  );
}
