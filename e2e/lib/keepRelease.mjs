import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../../scripts/lib/root.mjs';

/** Published with a patch that lies in the clone of who published it, so that nothing but a lock can install it. */
const PATCHED = { '@yarnpkg/core/got': '^11.8.5' };

/**
 * Keeps a portal that has no `yarn.lock` yet on a release line, as its lock would: what the portal and Backstage's own packages of that
 * release ask for stays at the versions of that release, and nothing else is bound.
 *
 * @param {string} portal - its folder
 * @param {string} line - such as `1.55`
 */
export function keepRelease(portal, line) {
  const { packages } = JSON.parse(
    readFileSync(inRoot('e2e', 'install', `release-${line}.json`), 'utf8'),
  );
  const file = join(portal, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const resolutions = { ...manifest.resolutions, ...PATCHED, ...packages };
  writeFileSync(
    file,
    `${JSON.stringify({ ...manifest, resolutions }, null, 2)}\n`,
  );
}
