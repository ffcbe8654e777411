import { dirname, join } from 'node:path';

/** A path inside this package's folder, whether the code runs from `src` (tests, development) or from the built `dist`. */
export function resolveInPackage(...segments: string[]): string {
  const manifest = require.resolve('@runai-portal/checks/package.json');
  return join(dirname(manifest), ...segments);
}
