import { readFile } from 'node:fs/promises';
import { ConflictError, isError } from '@backstage/errors';
import { parse } from 'yaml';

/**
 * Lets a file be written anew where it describes the same cluster, or none is there.
 *
 * @throws ConflictError where the file is about another server
 */
export async function ensureSameCluster(
  file: string,
  server: string,
): Promise<void> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') {
      return;
    }
    throw error;
  }
  const before: unknown =
    parse(text)?.metadata?.annotations?.['kubernetes.io/api-server'];
  if (before !== server) {
    throw new ConflictError(
      'There is a cluster of this name already, at another server: choose another name, or change its entity',
    );
  }
}
