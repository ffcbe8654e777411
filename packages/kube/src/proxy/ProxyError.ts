/** What a proxy did instead of connecting us. */
export interface ProxyAnswer {
  /** HTTP status of its answer to `CONNECT`. */
  status?: number;
  /** What a SOCKS proxy said. */
  reply?: string;
}

/** A proxy, and not the server behind it, is why there is no connection. */
export class ProxyError extends Error {
  readonly answer: ProxyAnswer;

  /** @param options.cause - what the way to the proxy failed with, where it gave no answer */
  constructor(answer: ProxyAnswer, options: { cause?: unknown } = {}) {
    super('The proxy made no connection', options);
    this.name = 'ProxyError';
    this.answer = answer;
  }
}
