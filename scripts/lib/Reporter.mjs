/** How long, as people say it: `0.4 s`, `12 s`, `3 min 05 s`. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return whole < 60
    ? `${whole} s`
    : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/**
 * Says what is being done, on a line each; what takes longer than five seconds gets a line of progress: a live one on a terminal,
 * one every ten seconds elsewhere.
 */
export class Reporter {
  #stream;
  #live;

  constructor(stream = process.stdout) {
    this.#stream = stream;
    this.#live = Boolean(stream.isTTY) && !process.env.CI;
  }

  line(text) {
    this.#stream.write(`${text}\n`);
  }

  /**
   * @template T
   * @param {string} title - what is being done, e.g. `Building the front end`
   * @param {(progress: (detail: string) => void) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async step(title, work) {
    const started = Date.now();
    let detail = '';
    this.line(`${title} ...`);
    const timer = setInterval(
      () => {
        const elapsed = Date.now() - started;
        if (elapsed >= 5_000) {
          const text = `  ${detail || title}: ${duration(elapsed)} so far`;
          this.#stream.write(this.#live ? `\r\u001b[K${text}` : `${text}\n`);
        }
      },
      this.#live ? 1_000 : 10_000,
    );
    const done = text => {
      clearInterval(timer);
      this.#stream.write(
        `${this.#live ? '\r\u001b[K' : ''}  ${text} after ${duration(
          Date.now() - started,
        )}\n`,
      );
    };
    try {
      const result = await work(text => {
        detail = text;
      });
      done('done');
      return result;
    } catch (error) {
      done('stopped');
      throw error;
    }
  }
}
