import type { RelayObserver } from '../http/relayExchange';

/** How long an answer that is handed on may take, in milliseconds. */
export interface RelayTimes {
  /** Until status and headers came. */
  headMs: number;
  /** Between two pieces of the body; time in which the reader took nothing does not count. */
  silenceMs: number;
  /** In all, the reader's own time included. */
  totalMs: number;
}

/** Aborts its signal when an answer takes too long, or when the caller leaves. */
export class RelayDeadlines implements RelayObserver {
  readonly #controller = new AbortController();
  readonly #times: RelayTimes;
  readonly #caller?: AbortSignal;
  readonly #total: NodeJS.Timeout;
  #step: NodeJS.Timeout;
  #isWaiting = true;
  #expired?: number;
  readonly #onCallerAbort = () => this.#controller.abort();

  static start(times: RelayTimes, caller?: AbortSignal): RelayDeadlines {
    return new RelayDeadlines(times, caller);
  }

  private constructor(times: RelayTimes, caller?: AbortSignal) {
    this.#times = times;
    this.#caller = caller;
    this.#total = this.#after(times.totalMs);
    this.#step = this.#after(times.headMs);
    if (caller?.aborted) {
      this.#onCallerAbort();
    }
    caller?.addEventListener('abort', this.#onCallerAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Which time was over, in milliseconds; undefined where none was. */
  get expiredMs(): number | undefined {
    return this.#expired;
  }

  head(): void {
    this.#restart();
  }

  data(): void {
    if (this.#isWaiting) {
      // Many small pieces come: an armed timer is only put off.
      this.#step.refresh();
    } else {
      this.#restart();
    }
  }

  paused(): void {
    this.#isWaiting = false;
    clearTimeout(this.#step);
  }

  end(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#step);
    this.#caller?.removeEventListener('abort', this.#onCallerAbort);
  }

  #restart(): void {
    clearTimeout(this.#step);
    this.#isWaiting = true;
    this.#step = this.#after(this.#times.silenceMs);
  }

  #after(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#expired = ms;
      this.#controller.abort();
    }, ms);
  }
}
