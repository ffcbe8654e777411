import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Problem } from './Problem.mjs';

/** The Yarn that package.json names, from the npm registry, so that nobody has to install it. */
const YARN = '@yarnpkg/cli-dist@4.13.0';

/** Arguments for `node` that run Yarn with these arguments. */
export function yarnArgs(args) {
  return [npxCli(), '--yes', YARN, ...args];
}

/** The script of npx: beside the npm that started us, beside this Node, or the first on the PATH. */
function npxCli() {
  const candidates = [
    process.env.npm_execpath &&
      join(dirname(process.env.npm_execpath), 'npx-cli.js'),
    join(
      dirname(process.execPath),
      '..',
      'lib',
      'node_modules',
      'npm',
      'bin',
      'npx-cli.js',
    ),
    ...(process.env.PATH ?? '')
      .split(delimiter)
      .map(folder => join(folder, 'npx')),
  ];
  const found = candidates.find(
    candidate => candidate && existsSync(candidate),
  );
  if (!found) {
    throw new Problem(
      'npm was not found: it comes with Node, install both from the same place and run this again.',
    );
  }
  return realpathSync(found);
}
