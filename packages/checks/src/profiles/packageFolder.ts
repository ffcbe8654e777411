import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Name of the package whose folder holds `profiles/`. */
const PACKAGE = '@runai-portal/checks';

// The folder differs in builds, which is why it is only where the search upwards begins; Backstage's helper for that would
// bring Backstage into a package that is free of it.
// eslint-disable-next-line no-restricted-syntax
const HERE = __dirname;

/**
 * A path inside this package's folder, whether the code runs from `src` (tests, development) or from the built `dist`.
 *
 * @throws Error where the code was moved out of its package, e.g. bundled into one file
 */
export function resolveInPackage(...segments: string[]): string {
  let folder = HERE;
  while (dirname(folder) !== folder) {
    const manifest = join(folder, 'package.json');
    if (
      existsSync(manifest) &&
      JSON.parse(readFileSync(manifest, 'utf8')).name === PACKAGE
    ) {
      return join(folder, ...segments);
    }
    folder = dirname(folder);
  }
  throw new Error(
    `The folder of ${PACKAGE} was not found above ${HERE}; its profiles cannot be read`,
  );
}
