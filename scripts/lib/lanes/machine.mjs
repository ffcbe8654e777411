import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of a program, `undefined` where the machine does not have it. */
export function program(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names
    .flatMap(name => folders.map(folder => join(folder, name)))
    .find(path => existsSync(path));
}

/** Why a lane of the browser is left out. */
export const NO_CHROMIUM =
  'no Chromium on the PATH (Debian and Ubuntu: apt-get install chromium)';

/** A Chromium that the browser tests can drive; `RUNAI_TEST_CHROMIUM` names another one. */
export function chromium() {
  return (
    process.env.RUNAI_TEST_CHROMIUM ??
    program(
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
    )
  );
}
