import type { Dispatcher } from 'undici';
import type { Stage } from '../errors/socketError';
import { ExchangeFailure } from './ExchangeFailure';

/** One HTTP request, ready to be sent. */
export interface ExchangeRequest {
  origin: string;
  method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  path: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  maxBytes: number;
}

/** Where an answer is handed on to, as it comes. */
export interface RelaySink {
  /**
   * Status and headers came (lower-case names; repeated ones joined by a comma). Called once, before any data.
   *
   * @param resume - lets data come again after `data` answered with false
   */
  head(
    status: number,
    headers: Record<string, string>,
    resume: () => void,
  ): void;
  /** @returns false where no more should come until `resume` is called */
  data(chunk: Buffer): boolean;
}

/** Told of what happens, so that deadlines can follow. */
export interface RelayObserver {
  head(): void;
  data(): void;
  paused(): void;
}

/**
 * Sends one request and hands the answer on; resolves when it ended.
 *
 * @remarks Rejects with an {@link ExchangeFailure}; whether `sink.head` was called tells whether something went out. On
 * undici's dispatcher rather than `undici.request`: that is how the stage at which a request failed is known. Redirects are answers
 * like others here. We never ask for compression, so a compressed answer is refused unread: nothing can unfold in memory.
 */
export function relayExchange(
  dispatcher: Dispatcher,
  request: ExchangeRequest,
  sink: RelaySink,
  observer?: RelayObserver,
): Promise<void> {
  const { signal, maxBytes, ...rest } = request;
  return new Promise((resolve, reject) => {
    let stage: Stage = 'connect';
    let controller: Dispatcher.DispatchController | undefined;
    let bytes = 0;
    let settled = false;

    const settle = () => {
      settled = true;
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (failure: ExchangeFailure) => {
      if (!settled) {
        settle();
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
      onResponseStart(started, status, received) {
        if (status < 200 || settled) {
          return;
        }
        stage = 'read';
        const headers = plainHeaders(received);
        const encoding = headers['content-encoding'];
        if (encoding && encoding !== 'identity') {
          fail(new ExchangeFailure('encoded', stage));
        } else if (Number(headers['content-length']) > maxBytes) {
          fail(new ExchangeFailure('tooLarge', stage));
        } else {
          observer?.head();
          sink.head(status, headers, () => {
            observer?.data();
            started.resume();
          });
        }
      },
      onResponseData(started, chunk) {
        bytes += chunk.length;
        if (settled) {
          return;
        }
        if (bytes > maxBytes) {
          fail(new ExchangeFailure('tooLarge', stage));
          return;
        }
        observer?.data();
        if (!sink.data(chunk)) {
          started.pause();
          observer?.paused();
        }
      },
      onResponseEnd() {
        if (!settled) {
          settle();
          resolve();
        }
      },
      onResponseError(_controller, error) {
        fail(new ExchangeFailure('socket', stage, error));
      },
    };
    try {
      dispatcher.dispatch(rest, handler);
    } catch (error) {
      fail(new ExchangeFailure('socket', stage, error));
    }
  });
}

/** Lower-case names; repeated ones joined by a comma. */
function plainHeaders(
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
