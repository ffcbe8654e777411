import {
  DelegateBackoff,
  handleWhen,
  retry,
  type IRetryBackoffContext,
} from 'cockatiel';
import { KubeError } from '../errors/KubeError';
import { isConnectionReset } from '../errors/socketError';

/** @public How calls that may be repeated are repeated. */
export interface RetryOptions {
  /** Attempts in all, the first included; 3 where absent. */
  attempts?: number;
  /** The first pause, in milliseconds; 200 where absent. It doubles, with jitter, up to 2 s. */
  firstDelayMs?: number;
}

/** What an attempt knows. */
export interface Attempt {
  /** 0 for the first. */
  number: number;
}

/** 500 is among them: etcd's leader changes come as such. */
const RETRIED_STATUSES = [429, 500, 502, 503, 504];
const MAX_DELAY_MS = 2_000;

/**
 * Runs `fn`, again after a failure that may pass: 429, 5xx and a connection that was reset.
 *
 * @remarks A wait that the server asks for (`Retry-After`) is kept; one that does not fit into the time that is left ends the
 * call at once, since waiting for a certain failure helps nobody.
 *
 * @param remainingMs - the time that is left now
 */
export async function withRetries<T>(
  fn: (attempt: Attempt) => Promise<T>,
  options: RetryOptions & { remainingMs: () => number },
): Promise<T> {
  const attempts = options.attempts ?? 3;
  if (attempts <= 1) {
    return fn({ number: 0 });
  }
  const first = options.firstDelayMs ?? 200;
  const policy = retry(
    handleWhen(
      error =>
        error instanceof KubeError &&
        mayPass(error) &&
        (serverDelayMs(error) ?? 0) < options.remainingMs(),
    ),
    {
      maxAttempts: attempts - 1,
      backoff: new DelegateBackoff((context: IRetryBackoffContext<unknown>) => {
        const asked =
          'error' in context.result
            ? serverDelayMs(context.result.error)
            : undefined;
        const own =
          Math.min(MAX_DELAY_MS, first * 2 ** (context.attempt - 1)) *
          (0.5 + Math.random() / 2);
        return Math.max(asked ?? 0, own);
      }),
    },
    // The deadline's timer keeps the process alive as long as anybody waits.
  ).dangerouslyUnref();
  return policy.execute(({ attempt }) => fn({ number: attempt }));
}

function mayPass(error: KubeError): boolean {
  return (
    (error.status !== undefined && RETRIED_STATUSES.includes(error.status)) ||
    isConnectionReset(error)
  );
}

function serverDelayMs(error: unknown): number | undefined {
  return error instanceof KubeError && error.retryAfterSeconds !== undefined
    ? error.retryAfterSeconds * 1000
    : undefined;
}
