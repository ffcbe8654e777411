import { CredentialError } from '../connection/CredentialError';

/** How long an answer is used before the library is asked again, which keeps it itself until it expires. */
const KEEP_MS = 30_000;
/** A plugin that fails is not started again for each of a run's requests. */
const KEEP_FAILURE_MS = 5_000;
/** Some plugins wait for a person at a browser. */
const TIMEOUT_MS = 60_000;

/**
 * One question at a time, and its answer for a while: six requests at once must not start six plugins.
 *
 * @param what - the subject of the sentence where no answer comes
 */
export function askOnce<T>(
  ask: () => Promise<T>,
  what: string,
): () => Promise<T> {
  let asked: { answer: Promise<T>; until: number } | undefined;
  return () => {
    if (!asked || performance.now() > asked.until) {
      const mine = {
        answer: within(ask(), what),
        until: Number.POSITIVE_INFINITY,
      };
      mine.answer.then(
        () => (mine.until = performance.now() + KEEP_MS),
        () => (mine.until = performance.now() + KEEP_FAILURE_MS),
      );
      asked = mine;
    }
    return asked.answer;
  };
}

async function within<T>(answer: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new CredentialError(
            `${what} did not come within ${TIMEOUT_MS / 1000} s.`,
          ),
        ),
      TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
