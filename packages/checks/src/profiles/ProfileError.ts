import type { z } from 'zod';
import type { ProfileFile } from './ProfileFile';

/** A profile that cannot be used; the message names the file, the line and the key. */
export class ProfileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProfileError';
  }

  /**
   * Says where a merged document breaks the schema.
   *
   * @param chain - the file and those it extends, nearest first: the one that writes the most of the path is at fault
   */
  static fromIssue(
    chain: readonly ProfileFile[],
    issue: z.core.$ZodIssue,
  ): ProfileError {
    const path =
      issue.code === 'unrecognized_keys'
        ? [...issue.path, issue.keys[0]]
        : issue.path;
    const [own] = chain;
    const file = chain.reduce(
      (best, next) => (next.depth(path) > best.depth(path) ? next : best),
      own,
    );
    const what =
      issue.code === 'unrecognized_keys'
        ? `unknown key "${issue.keys.join('", "')}"`
        : issue.message;
    return new ProfileError(
      `${file.where(...path)}: ${
        path.map(String).join('.') || 'the document'
      }: ${what}`,
    );
  }
}
