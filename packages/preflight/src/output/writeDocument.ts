import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../arguments/InputError';
import type { Io } from '../io';

/**
 * Writes the document to standard output, or to the file of `--output`.
 *
 * @throws InputError where the file cannot be written
 */
export async function writeDocument(
  document: string,
  output: string | undefined,
  io: Io,
): Promise<void> {
  if (output === undefined) {
    io.stdout.write(document);
    return;
  }
  try {
    await writeFile(resolve(io.cwd ?? process.cwd(), output), document);
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error
        ? String(error.code)
        : 'unknown';
    throw new InputError(
      `The file ${output} of --output cannot be written (${code}).`,
    );
  }
  io.stderr.write(`Written to ${output}.\n`);
}
