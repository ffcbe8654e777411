import { errorCode } from '../errors/errorCode';
import { readFile, stat } from 'node:fs/promises';
import { CredentialError } from './CredentialError';

/**
 * Reads a token from a file that is replaced when the token rotates, as the kubelet does for a pod's own account.
 *
 * @remarks A look at the file's times costs little, so every request sees a new token at once.
 */
export function tokenFromFile(path: string): () => Promise<string> {
  let known:
    | { mtimeMs: number; ino: number; size: number; token: string }
    | undefined;
  return async () => {
    try {
      // `stat` follows the links by which the kubelet swaps files.
      const { mtimeMs, ino, size } = await stat(path);
      if (
        !known ||
        known.mtimeMs !== mtimeMs ||
        known.ino !== ino ||
        known.size !== size
      ) {
        known = {
          mtimeMs,
          ino,
          size,
          token: (await readFile(path, 'utf8')).trim(),
        };
      }
    } catch (error) {
      const code = errorCode(error) ?? 'unknown';
      throw new CredentialError(
        `The token file ${path} cannot be read (${code}).`,
      );
    }
    if (!isHeaderSafe(known.token)) {
      throw new CredentialError(
        `The token file ${path} is empty or holds something that is not a token.`,
      );
    }
    return known.token;
  };
}

/** A token goes into a header as it is: one line of visible ASCII. */
export function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}
