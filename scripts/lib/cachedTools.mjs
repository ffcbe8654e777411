import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const LIST = 'tools.txt';

/**
 * Packages of npm that a script runs and the clone does not depend on, in a folder of their own that is kept.
 *
 * @param {string} folder
 * @param {string[]} packages - each with its version; a list other than the last one is installed anew
 * @returns {Promise<string>} its `node_modules`
 */
export async function cachedTools(folder, packages) {
  const list = join(folder, LIST);
  const wanted = packages.join('\n');
  if (!existsSync(list) || readFileSync(list, 'utf8') !== wanted) {
    mkdirSync(folder, { recursive: true });
    // By its prefix: npm would otherwise go up to the package.json of the clone, and install there.
    const options = ['--prefix', '.', '--no-audit', '--no-fund'];
    await promisify(execFile)(
      'npm',
      ['install', '--ignore-scripts', ...options, ...packages],
      { cwd: folder },
    );
    writeFileSync(list, wanted);
  }
  return join(folder, 'node_modules');
}
