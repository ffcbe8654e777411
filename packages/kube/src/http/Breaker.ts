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
 * @remarks Only failures to get any answer count; an answer of whatever status closes it, and a call that its caller gave up says
 * nothing. After the pause one call is let through and decides, the others wait for it. While it is open, calls fail at once with the
 * class of the last failure. Ours, since a library's breaker counts exceptions: an answer that is an error would have to be smuggled
 * past it, a canceled trial would open it again, and its clock is not ours.
 */
export class Breaker {
  readonly #threshold: number;
  readonly #openMs: number;
  readonly #now: () => Date;
  #failures = 0;
  #open?: { until: number; last: KubeError };
  #trial?: Promise<void>;

  static create(options: BreakerOptions, now: () => Date): Breaker {
    return new Breaker(options, now);
  }

  private constructor(options: BreakerOptions, now: () => Date) {
    this.#threshold = options.failures ?? 5;
    this.#openMs = options.openMs ?? 30_000;
    this.#now = now;
  }

  /** Runs `fn` unless the breaker is open. */
  async run<T>(fn: () => Promise<T>): Promise<T> {
    while (this.#open) {
      if (this.#now().getTime() < this.#open.until) {
        throw this.#refusal(this.#open);
      }
      if (!this.#trial) {
        return this.#try(fn);
      }
      await this.#trial;
    }
    return this.#count(fn);
  }

  async #try<T>(fn: () => Promise<T>): Promise<T> {
    const outcome = this.#count(fn);
    this.#trial = outcome.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await outcome;
    } finally {
      this.#trial = undefined;
    }
  }

  async #count<T>(fn: () => Promise<T>): Promise<T> {
    try {
      const value = await fn();
      this.#close();
      return value;
    } catch (error) {
      if (error instanceof KubeError) {
        this.#judge(error);
      }
      throw error;
    }
  }

  #judge(error: KubeError): void {
    if (!error.isConnectionFailure) {
      this.#close();
      return;
    }
    this.#failures += 1;
    if (this.#failures >= this.#threshold) {
      this.#open = {
        until: this.#now().getTime() + this.#openMs,
        last: error,
      };
    }
  }

  #close(): void {
    this.#failures = 0;
    this.#open = undefined;
  }

  #refusal({ until, last }: { until: number; last: KubeError }): KubeError {
    const seconds = Math.ceil(
      Math.max(0, until - this.#now().getTime()) / 1000,
    );
    return new KubeError(
      last.errorClass,
      `${last.sentence} After ${
        this.#threshold
      } failures in a row the portal waits another ${seconds} s before it tries again.`,
      { code: last.code, request: last.request, retryAfterSeconds: seconds },
    );
  }
}
