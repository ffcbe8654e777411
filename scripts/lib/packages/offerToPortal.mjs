import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../Problem.mjs';
import { PACKED } from './packPackages.mjs';
import { publishablePackages, tarballOf } from './publishable.mjs';

/** The folder of a portal in which the tarballs lie. */
const FOLDER = 'runai-portal';

/**
 * Lets a portal install our packages from tarballs of its own, by the names and ranges that it would use with a registry: Yarn's
 * `resolutions` in the package.json of its root lead there.
 *
 * @param {string} portal - its folder
 */
export function offerToPortal(portal) {
  const file = join(portal, 'package.json');
  if (!existsSync(file)) {
    throw new Problem(`${portal} is no portal: it has no package.json.`);
  }
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  if (!manifest.workspaces) {
    throw new Problem(
      `${portal} is not the root of a portal: its package.json has no workspaces.`,
    );
  }
  const folder = join(portal, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const resolutions = { ...manifest.resolutions };
  for (const one of publishablePackages()) {
    const tarball = tarballOf(one);
    copyFileSync(join(PACKED, tarball), join(folder, tarball));
    resolutions[one.manifest.name] = `file:./${FOLDER}/${tarball}`;
  }
  writeFileSync(
    file,
    `${JSON.stringify({ ...manifest, resolutions }, null, 2)}\n`,
  );
}
