import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../io';
import { main } from '../main';

/** What a call of the command line gave. */
export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Calls `main` with outputs that are kept. */
export async function runMain(
  args: string[],
  io: Partial<Io> = {},
): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const code = await main(args, {
    stdout: { write: text => (written.stdout += text) },
    stderr: { write: text => (written.stderr += text) },
    env: {},
    ...io,
  });
  return { code, ...written };
}

const folders: string[] = [];

/** A folder with these files; gone with {@link removeFolders}. */
export function createFolder(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-test-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true });
  }
}
