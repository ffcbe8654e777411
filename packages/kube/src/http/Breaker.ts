import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
  type IBackoff,
  type IHalfOpenAfterBackoffContext,
} from 'cockatiel';
import { KubeError } from '../errors/KubeError';

/** @public When a cluster is left alone for a while. */
export interface BreakerOptions {
  /** Connection failures in a row that open it; 5 where absent. */
  failures?: number;
  /** How long it stays open, in milliseconds; 30,000 where absent. */
  openMs?: number;
}

/**
 * Leaves a cluster alone for a while when it cannot be reached.
 *
 * @remarks Only failures to get any answer count; an answer of whatever status closes it. After the pause one call is let through
 * and decides, the others wait for it. While it is open, calls fail at once with the class of the last failure.
 */
export class Breaker {
  readonly #policy: CircuitBreakerPolicy;
  readonly #failures: number;
  readonly #openMs: number;
  readonly #now: () => Date;
  #openedAt = 0;
  #last?: KubeError;

  static create(options: BreakerOptions, now: () => Date): Breaker {
    return new Breaker(options, now);
  }

  private constructor(options: BreakerOptions, now: () => Date) {
    this.#failures = options.failures ?? 5;
    this.#openMs = options.openMs ?? 30_000;
    this.#now = now;
    this.#policy = circuitBreaker(
      handleWhen(
        error =>
          (error instanceof KubeError && error.isConnectionFailure) ||
          // A trial that its caller gave up has shown nothing: stay open.
          this.#policy.state === CircuitState.HalfOpen,
      ),
      {
        breaker: new ConsecutiveBreaker(this.#failures),
        halfOpenAfter: this.#pause(),
      },
    );
  }

  /** Runs `fn` unless the breaker is open. */
  async run<T>(fn: () => Promise<T>): Promise<T> {
    const outcome = await this.#execute(
      async (): Promise<{ value: T } | { error: unknown }> => {
        try {
          return { value: await fn() };
        } catch (error) {
          if (!(error instanceof KubeError)) {
            throw error;
          }
          if (error.isConnectionFailure) {
            this.#last = error;
            throw error;
          }
          // An answer: for the breaker a success.
          return { error };
        }
      },
    );
    if ('error' in outcome) {
      throw outcome.error;
    }
    return outcome.value;
  }

  async #execute<T>(fn: () => Promise<T>): Promise<T> {
    try {
      return await this.#policy.execute(fn);
    } catch (error) {
      throw isBrokenCircuitError(error) && this.#last
        ? this.#refusal(this.#last)
        : error;
    }
  }

  get #remainingMs(): number {
    return Math.max(0, this.#openedAt + this.#openMs - this.#now().getTime());
  }

  #refusal(last: KubeError): KubeError {
    const seconds = Math.ceil(this.#remainingMs / 1000);
    return new KubeError(
      last.errorClass,
      `${last.sentence} After ${
        this.#failures
      } failures in a row the portal waits another ${seconds} s before it tries again.`,
      { code: last.code, request: last.request, retryAfterSeconds: seconds },
    );
  }

  /** cockatiel measures with `Date.now()`; this backoff ends when our own clock says so. */
  #pause(): IBackoff<IHalfOpenAfterBackoffContext> {
    const remaining = () =>
      this.#remainingMs > 0 ? Number.POSITIVE_INFINITY : 0;
    const backoff: IBackoff<IHalfOpenAfterBackoffContext> = {
      get duration() {
        return remaining();
      },
      next: ({ result }) => {
        if ('error' in result && result.error instanceof KubeError) {
          this.#openedAt = this.#now().getTime();
        }
        return backoff;
      },
    };
    return backoff;
  }
}
