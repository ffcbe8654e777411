/**
 * A point in time and the caller's own wish to stop, as one signal.
 *
 * @remarks Not `AbortSignal.any` with `AbortSignal.timeout`: that keeps something of every request for as long as the caller's
 * signal lives, and here the listener and the timer go when the request ends.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #caller?: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #endsAt: number;
  readonly #onCallerAbort = () => this.#controller.abort(this.#caller?.reason);

  static start(timeoutMs: number, caller?: AbortSignal): Deadline {
    return new Deadline(timeoutMs, caller);
  }

  private constructor(timeoutMs: number, caller?: AbortSignal) {
    this.#caller = caller;
    this.#endsAt = performance.now() + timeoutMs;
    this.#timer = setTimeout(
      () => this.#controller.abort(new Error('deadline')),
      timeoutMs,
    );
    if (caller?.aborted) {
      this.#onCallerAbort();
    } else {
      caller?.addEventListener('abort', this.#onCallerAbort, { once: true });
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /**
   * Settles as `promise`, or rejects when the deadline strikes or the caller aborts.
   *
   * @remarks One turn of the event loop later than the signal: what is under way can say then how far it came.
   */
  async race<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    let onAbort = () => {};
    const aborted = new Promise<never>((_resolve, reject) => {
      onAbort = () => setImmediate(() => reject(signal.reason));
      signal.addEventListener('abort', onAbort, { once: true });
    });
    if (signal.aborted) {
      onAbort();
    }
    try {
      return await Promise.race([promise, aborted]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#onCallerAbort);
  }
}

/**
 * Settles as `promise`, or rejects with the signal's reason if that comes first.
 *
 * @public
 */
export async function raceSignal<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) {
    return promise;
  }
  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) {
      onAbort();
    } else {
      signal.addEventListener('abort', onAbort, { once: true });
    }
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
