import { setMaxListeners } from 'node:events';

/** Work that several callers wait for: it goes on while one of them does, and is aborted when the last one leaves. */
export class SharedFlight<Value> {
  readonly #controller = new AbortController();
  readonly #promise: Promise<Value>;
  #waiting = 0;

  /** @param work - gets the signal that is aborted when nobody waits any more */
  static start<Value>(
    work: (signal: AbortSignal) => Promise<Value>,
  ): SharedFlight<Value> {
    return new SharedFlight(work);
  }

  private constructor(work: (signal: AbortSignal) => Promise<Value>) {
    // Every request of the work listens to it.
    setMaxListeners(0, this.#controller.signal);
    this.#promise = work(this.#controller.signal);
    this.#promise.catch(() => {});
  }

  /** Calls back when the work has ended, however it did. */
  onEnd(callback: () => void): void {
    this.#controller.signal.addEventListener('abort', callback, { once: true });
    this.#promise.then(callback, callback);
  }

  /** Waits for the work; rejects at once with the signal's reason when it is aborted. */
  async join(signal: AbortSignal): Promise<Value> {
    signal.throwIfAborted();
    this.#waiting += 1;
    let stopListening = () => {};
    try {
      return await new Promise<Value>((resolve, reject) => {
        const onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
        stopListening = () => signal.removeEventListener('abort', onAbort);
        this.#promise.then(resolve, reject);
      });
    } finally {
      stopListening();
      this.#waiting -= 1;
      if (this.#waiting === 0) {
        this.#controller.abort(signal.reason);
      }
    }
  }
}
