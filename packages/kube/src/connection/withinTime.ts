import { CredentialError } from './CredentialError';

/**
 * Settles as `answer`, or rejects when it takes too long.
 *
 * @param what - the subject of the sentence where no answer comes
 * @throws CredentialError
 */
export async function withinTime<T>(
  answer: Promise<T>,
  timeoutMs: number,
  what: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new CredentialError(
            `${what} did not come within ${timeoutMs / 1000} s.`,
          ),
        ),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
