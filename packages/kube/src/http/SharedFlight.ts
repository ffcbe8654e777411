import { setMaxListeners } from 'node:events';
import { raceSignal } from './Deadline';

/**
 * Work that several callers wait for: it goes on while one of them does, and is aborted when the last one leaves.
 *
 * @public
 */
export class SharedFlight<Value> {
  readonly #controller = new AbortController();
  readonly #work: Promise<Value>;
  #waiting = 0;

  /**
   * @param work - begins at once; gets the signal that is aborted when nobody waits any more
   * @param onEnd - called when it has ended, or nobody waits any more; twice where both come
   */
  constructor(
    work: (signal: AbortSignal) => Promise<Value>,
    onEnd: (flight: SharedFlight<Value>) => void,
  ) {
    const { signal } = this.#controller;
    // Every request of the work listens to it.
    setMaxListeners(0, signal);
    const end = () => onEnd(this);
    signal.addEventListener('abort', end, { once: true });
    this.#work = work(signal);
    this.#work.then(end, end);
  }

  /** Waits for the work; rejects at once with the signal's reason when it is aborted. */
  async join(signal?: AbortSignal): Promise<Value> {
    this.#waiting += 1;
    try {
      return await raceSignal(this.#work, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) {
        this.#controller.abort(signal?.reason);
      }
    }
  }
}
