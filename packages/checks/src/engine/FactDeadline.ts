/**
 * The time that a fact has, from when its first request is let go: waiting for a place, or for a credential, is not the server's
 * doing.
 */
export class FactDeadline {
  readonly #controller = new AbortController();
  readonly #milliseconds: number;
  #timer?: NodeJS.Timeout;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Has no effect once it has begun. */
  begin(): void {
    this.#timer ??= setTimeout(
      () => this.#controller.abort(),
      this.#milliseconds,
    );
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
