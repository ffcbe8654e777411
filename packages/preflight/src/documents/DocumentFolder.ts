import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DOCUMENT_FOLDERS, WRITTEN } from '@runai-portal/checks';
import { InputError } from '../arguments/InputError';

/** A folder that holds written documents, perhaps beside others. */
export class DocumentFolder {
  constructor(private readonly path: string) {}

  /** Paths of the documents that are missing, not what they should be, or of something that there is not any more. */
  async stale(wanted: ReadonlyMap<string, string>): Promise<string[]> {
    const found = await this.#found();
    const changed = [...wanted].filter(
      ([path, text]) => found.get(path) !== text,
    );
    return [
      ...changed.map(([path]) => path),
      ...leftOver(found, wanted),
    ].sort();
  }

  /** Writes what is not as it should be, and takes away what was written of something that there is not any more. */
  async write(
    wanted: ReadonlyMap<string, string>,
  ): Promise<{ written: number; removed: number }> {
    const found = await this.#found();
    const removed = leftOver(found, wanted);
    const changed = [...wanted].filter(
      ([path, text]) => found.get(path) !== text,
    );
    try {
      for (const [path, text] of changed) {
        const file = join(this.path, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
      await Promise.all(removed.map(path => rm(join(this.path, path))));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new InputError(
        `The documents cannot be written to ${this.path}: ${reason}`,
      );
    }
    return { written: changed.length, removed: removed.length };
  }

  /** What was written here before, by path; other files are nothing to us. */
  async #found(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const folder of DOCUMENT_FOLDERS) {
      for (const name of await filesOf(join(this.path, folder))) {
        const path = `${folder}/${name}`;
        const text = await readFile(join(this.path, path), 'utf8');
        if (text.includes(WRITTEN)) {
          found.set(path, text);
        }
      }
    }
    return found;
  }
}

function leftOver(
  found: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): string[] {
  return [...found.keys()].filter(path => !wanted.has(path));
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(entry => entry.isFile()).map(({ name }) => name);
  } catch {
    return []; // Not written yet.
  }
}
