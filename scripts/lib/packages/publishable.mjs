import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

/**
 * The packages of the workspace that others install, with their folders.
 *
 * @returns {{folder: string, manifest: {name: string, version: string}}[]}
 */
export function publishablePackages() {
  return ['packages', 'plugins']
    .flatMap(parent =>
      readdirSync(join(root, parent)).map(name => join(parent, name)),
    )
    .map(folder => ({
      folder,
      manifest: JSON.parse(
        readFileSync(join(root, folder, 'package.json'), 'utf8'),
      ),
    }))
    .filter(({ manifest }) => !manifest.private);
}

/** The tarball of a package, as `yarn pack` names it. */
export function tarballOf({ manifest }) {
  return `${manifest.name.replace('/', '-')}.tgz`;
}
