import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The folder of the clone. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(
  /\/$/,
  '',
);

/** What the scripts remember from one start to the next; goes away with node_modules. */
export const stateFolder = join(root, 'node_modules', '.cache', 'runai-portal');

/** A path inside the clone. */
export function inRoot(...parts) {
  return join(root, ...parts);
}
