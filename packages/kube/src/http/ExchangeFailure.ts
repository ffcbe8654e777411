import type { Stage } from '../errors/socketError';

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
