import type { Dispatcher } from 'undici';
import { relayExchange, type ExchangeRequest } from './relayExchange';

/** An answer that came wholly. */
export interface ExchangeAnswer {
  status: number;
  /** Lower-case names; repeated ones joined by a comma. */
  headers: Record<string, string>;
  body: Buffer;
  durationMs: number;
}

/**
 * Sends one request and reads the whole answer.
 *
 * @param onStart - given the first bytes of the body, while the rest is on its way
 * @remarks Rejects with an {@link ExchangeFailure}. No stream: for a body that is parsed as a whole it would only cost time.
 */
export async function exchange(
  dispatcher: Dispatcher,
  request: ExchangeRequest,
  onStart?: (bytes: Buffer) => void,
): Promise<ExchangeAnswer> {
  const startedAt = performance.now();
  const answer: Omit<ExchangeAnswer, 'body' | 'durationMs'> = {
    status: 0,
    headers: {},
  };
  const chunks: Buffer[] = [];
  await relayExchange(dispatcher, request, {
    head(status, headers) {
      Object.assign(answer, { status, headers });
    },
    data(chunk) {
      if (chunks.push(chunk) === 1) {
        onStart?.(chunk);
      }
      return true;
    },
  });
  return {
    ...answer,
    body: chunks.length === 1 ? chunks[0] : Buffer.concat(chunks),
    durationMs: performance.now() - startedAt,
  };
}
