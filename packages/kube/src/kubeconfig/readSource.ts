import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errorCode } from '../errors/errorCode';
import { KubeconfigError } from './KubeconfigError';
import { KubeconfigFile } from './KubeconfigFile';

/**
 * A file; several of which the first one to have an entry wins, as in `KUBECONFIG`; or a text whose relative paths start at
 * `baseDir`.
 *
 * @public
 */
export type KubeconfigSource =
  | { path: string }
  | { paths: readonly string[] }
  | { text: string; baseDir: string };

/**
 * The files of a source, in the order in which they are looked into. Of several files those that do not exist are passed over.
 *
 * @throws KubeconfigError for a file that cannot be read, or where none exists
 */
export async function readSource(
  source: KubeconfigSource,
): Promise<KubeconfigFile[]> {
  if ('text' in source) {
    const { text, baseDir } = source;
    const name = 'the kubeconfig';
    return [KubeconfigFile.parse({ text, name, baseDir: resolve(baseDir) })];
  }
  if ('path' in source) {
    return [await readKubeconfig(source.path)];
  }
  const files: KubeconfigFile[] = [];
  let missing: KubeconfigError | undefined;
  for (const path of source.paths) {
    try {
      files.push(await readKubeconfig(path));
    } catch (error) {
      if (!(error instanceof KubeconfigError && error.kind === 'missingFile')) {
        throw error;
      }
      missing ??= error;
    }
  }
  if (files.length === 0) {
    throw (
      missing ?? new KubeconfigError('missingFile', 'No kubeconfig is named.')
    );
  }
  return files;
}

async function readKubeconfig(name: string): Promise<KubeconfigFile> {
  const path = resolve(name);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    const why: Record<string, string> = {
      ENOENT: 'does not exist',
      EISDIR: 'is a folder',
      EACCES: 'may not be read',
    };
    throw new KubeconfigError(
      code === 'ENOENT' ? 'missingFile' : 'unreadableFile',
      `The kubeconfig ${name} ${why[code] ?? `cannot be read (${code})`}.`,
    );
  }
  return KubeconfigFile.parse({ text, name, baseDir: dirname(path) });
}
