/** When a question without an answer has failed. The backend answers from its database: it is busy, or something between is. */
const DEADLINE_MS = 20_000;

/** A signal that also ends what takes too long, as no browser does by itself. */
export function withDeadline(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
}
