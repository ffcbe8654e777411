import type { ExchangeFailure } from '../http/ExchangeFailure';
import { KubeError, type KubeErrorDetails } from './KubeError';
import {
  fromSocketError,
  timeoutSentence,
  type Destination,
  type Stage,
} from './socketError';

/** Turns why no whole answer came, an abort aside, into a {@link KubeError}. */
export function exchangeError(
  { kind, stage, error }: ExchangeFailure,
  options: {
    destination: Destination;
    maxBytes: number;
    details: KubeErrorDetails;
  },
): KubeError {
  const { destination, maxBytes, details } = options;
  const { target } = destination;
  switch (kind) {
    case 'tooLarge':
      return new KubeError(
        'tooLarge',
        `The answer of ${target} to ${details.request?.method} ${
          details.request?.path
        } is larger than the ${Math.round(
          maxBytes / 1024,
        )} KiB that are read at most.`,
        details,
      );
    case 'encoded':
      return new KubeError(
        'malformed',
        `${target} sent a compressed answer that was not asked for: it is not an API server, or something on the way changes its answers.`,
        details,
      );
    default:
      return fromSocketError(error, stage, destination, details);
  }
}

/** A deadline of ours struck. */
export function timeoutError(
  { stage, timeoutMs }: { stage: Stage; timeoutMs: number },
  destination: Destination,
  details: KubeErrorDetails,
): KubeError {
  return new KubeError(
    'timeout',
    timeoutSentence(stage, destination, timeoutMs),
    { ...details, code: `TIMEOUT_${stage.toUpperCase()}` },
  );
}
