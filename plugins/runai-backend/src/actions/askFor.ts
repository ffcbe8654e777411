import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** Of actions that change nothing: asking twice is asking once. */
export const READ_ONLY = {
  readOnly: true,
  destructive: false,
  idempotent: true,
};

/** What the API refuses with, as whoever called an action is told of it. */
const REFUSALS = [
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
] as const;

/**
 * What the API answers, or why it does not.
 *
 * @remarks A `ResponseError` says that a request failed; whoever asked is told what the API said, in the class that it meant.
 * @throws one of the errors of `@backstage/errors`
 */
export async function askFor<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ResponseError) {
      const { name, message } = error.body.error;
      const Refusal = REFUSALS.find(one => one.name === name);
      throw Refusal ? new Refusal(message) : error;
    }
    throw error;
  }
}
