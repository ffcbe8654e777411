import { readFile, stat } from 'node:fs/promises';
import { errorCode } from '../errors/errorCode';
import { isHeaderSafe } from './checkCredential';
import { CredentialError } from './CredentialError';

/**
 * Reads a file that is replaced when what it holds rotates, as the kubelet does for a pod's own account.
 *
 * @remarks A look at the file's times costs little, so every request sees a new credential at once.
 *
 * @param what - how sentences name the file, e.g. `token file`
 */
export function changingFile(
  path: string,
  what: string,
): () => Promise<Buffer> {
  let known: { stamp: string; bytes: Buffer } | undefined;
  return async () => {
    try {
      // `stat` follows the links by which the kubelet swaps files.
      const { mtimeMs, ino, size } = await stat(path);
      const stamp = [mtimeMs, ino, size].join();
      if (known?.stamp !== stamp) {
        known = { stamp, bytes: await readFile(path) };
      }
      return known.bytes;
    } catch (error) {
      const code = errorCode(error) ?? 'unknown';
      throw new CredentialError(
        `The ${what} ${path} cannot be read (${code}).`,
      );
    }
  };
}

/** The token that a file holds now. */
export function tokenFromFile(path: string): () => Promise<string> {
  const read = changingFile(path, 'token file');
  return async () => {
    const token = (await read()).toString('utf8').trim();
    if (!isHeaderSafe(token)) {
      throw new CredentialError(
        `The token file ${path} is empty or holds something that is not a token.`,
      );
    }
    return token;
  };
}
