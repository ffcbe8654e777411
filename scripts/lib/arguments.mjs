import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from './Problem.mjs';

const USAGE = 'usage: npm start -- [--config FILE]... [--backend-only]';

/**
 * The arguments of `npm start` and `npm run dev`.
 *
 * @param {string[]} argv
 * @returns {{configs: string[], backendOnly: boolean}} `configs` as absolute paths, in the order given
 */
export function startArguments(argv) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        config: { type: 'string', multiple: true },
        'backend-only': { type: 'boolean' },
      },
    }));
  } catch (error) {
    throw new Problem(`${error.message}\n${USAGE}`);
  }
  // npm runs scripts in the folder of package.json; a path is meant from where npm was called.
  const from = process.env.INIT_CWD ?? process.cwd();
  const configs = (values.config ?? []).map(file => resolve(from, file));
  const missing = configs.find(file => !existsSync(file));
  if (missing) {
    throw new Problem(`There is no configuration file ${missing}.`);
  }
  return { configs, backendOnly: values['backend-only'] ?? false };
}
