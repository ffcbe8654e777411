/**
 * Bounds how many calls run at once.
 *
 * @remarks Limiters nest: one for each cluster over one that all share, so that a slow cluster can hold only its own part. A
 * call takes its own place first and the shared one second; while it waits it can be aborted.
 *
 * @public
 */
export class Limiter {
  readonly #max: number;
  readonly #parent?: Limiter;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  /**
   * @param max - how many calls may run at once, at least 1
   * @param parent - a limiter that bounds these calls too
   */
  static create(max: number, parent?: Limiter): Limiter {
    if (!Number.isInteger(max) || max < 1) {
      throw new TypeError(
        `A limiter needs a whole number of at least 1, not ${max}`,
      );
    }
    return new Limiter(max, parent);
  }

  private constructor(max: number, parent?: Limiter) {
    this.#max = max;
    this.#parent = parent;
  }

  /** How many calls run now. */
  get running(): number {
    return this.#running;
  }

  /** How many calls wait for their turn. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Runs `fn` when there is room; rejects with the signal's reason when it is aborted before that. */
  async run<T>(fn: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await (this.#parent ? this.#parent.run(fn, signal) : fn());
    } finally {
      this.#leave();
    }
  }

  async #enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#running < this.#max) {
      this.#running += 1;
      return;
    }
    let onAbort = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        onAbort = () => {
          this.#waiting.delete(resolve);
          reject(signal?.reason);
        };
        this.#waiting.add(resolve);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** The place goes straight to the one that waits longest, so that nobody can overtake it. */
  #leave(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next();
    } else {
      this.#running -= 1;
    }
  }
}
