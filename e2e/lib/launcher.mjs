import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { inRoot, root } from '../../scripts/lib/root.mjs';

/** A folder for a test's files; `remove` takes it away. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'runai-portal-e2e-'));
  return {
    folder,
    write(name, text) {
      const file = join(folder, name);
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Runs `scripts/start.mjs` as npm would.
 *
 * @param {string[]} args
 */
export function launch(args) {
  const { npm_lifecycle_event, RUNAI_PORTAL_PARENT, INIT_CWD, ...env } =
    process.env;
  const child = spawn(
    process.execPath,
    [inRoot('scripts/start.mjs'), ...args],
    { cwd: root, env },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', part => (output += part));
  child.stderr.setEncoding('utf8').on('data', part => (output += part));
  const exited = new Promise(resolve =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  return {
    pid: child.pid,
    exited,
    output: () => output,
    kill: signal => child.kill(signal),
  };
}
