import type { Dispatcher } from 'undici';
import type { Stage } from '../errors/socketError';

/** One HTTP request, ready to be sent. */
export interface ExchangeRequest {
  origin: string;
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  maxBytes: number;
}

/** An answer that came wholly. */
export interface ExchangeAnswer {
  status: number;
  /** Lower-case names; repeated ones joined by a comma. */
  headers: Record<string, string>;
  body: Buffer;
  durationMs: number;
}

/** Why no whole answer came, and how far it got. */
export class ExchangeFailure extends Error {
  constructor(
    readonly kind: 'aborted' | 'socket' | 'tooLarge' | 'encoded',
    readonly stage: Stage,
    readonly error?: unknown,
  ) {
    super(kind);
  }
}

/**
 * Sends one request and reads the whole answer.
 *
 * @remarks On undici's dispatcher rather than `undici.request`: that is how the stage at which a request failed is known, and a
 * stream for a body that is parsed as a whole would only cost time. Redirects are answers like others here. We never ask for
 * compression, so a compressed answer is refused unread: nothing can unfold in memory.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: ExchangeRequest,
): Promise<ExchangeAnswer> {
  const { signal, maxBytes } = request;
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    let stage: Stage = 'connect';
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let headers: Record<string, string> = {};
    let chunks: Buffer[] = [];
    let bytes = 0;
    let settled = false;

    const settle = () => {
      settled = true;
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (failure: ExchangeFailure) => {
      if (!settled) {
        settle();
        chunks = [];
        reject(failure);
      }
      controller?.abort(failure);
    };
    function onAbort() {
      fail(new ExchangeFailure('aborted', stage));
    }
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (settled) {
          // It was given up while the connection was being made.
          started.abort(new ExchangeFailure('aborted', stage));
        }
        stage = 'wait';
      },
      onResponseStart(_controller, statusCode, received) {
        if (statusCode < 200) {
          return;
        }
        stage = 'read';
        status = statusCode;
        headers = plainHeaders(received);
        const encoding = headers['content-encoding'];
        if (encoding && encoding !== 'identity') {
          fail(new ExchangeFailure('encoded', stage));
        } else if (Number(headers['content-length']) > maxBytes) {
          fail(new ExchangeFailure('tooLarge', stage));
        }
      },
      onResponseData(_controller, chunk) {
        bytes += chunk.length;
        if (bytes > maxBytes) {
          fail(new ExchangeFailure('tooLarge', stage));
        } else if (!settled) {
          chunks.push(chunk);
        }
      },
      onResponseEnd() {
        if (!settled) {
          settle();
          const body =
            chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, bytes);
          chunks = [];
          resolve({
            status,
            headers,
            body,
            durationMs: performance.now() - startedAt,
          });
        }
      },
      onResponseError(_controller, error) {
        fail(new ExchangeFailure('socket', stage, error));
      },
    };
    try {
      dispatcher.dispatch(
        { ...request, headers: request.headers, body: request.body },
        handler,
      );
    } catch (error) {
      fail(new ExchangeFailure('socket', stage, error));
    }
  });
}

/** Lower-case names; repeated ones joined by a comma. */
export function plainHeaders(
  received: Record<string, string | string[] | undefined>,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(received)) {
    if (value !== undefined) {
      headers[name.toLowerCase()] = Array.isArray(value)
        ? value.join(', ')
        : value;
    }
  }
  return headers;
}
