import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKED } from '../../scripts/lib/packages/packPackages.mjs';
import {
  publishablePackages,
  tarballOf,
} from '../../scripts/lib/packages/publishable.mjs';

/**
 * Makes a dynamic plugin of a packed package: its tarball unpacked, and in its `node_modules` those of our packages that it needs.
 *
 * @param {string} root - the folder of the dynamic plugins
 * @param {string} name - of the package
 */
export function unpackDynamicPlugin(root, name) {
  const packages = new Map(
    publishablePackages().map(one => [one.manifest.name, one]),
  );
  const plugin = packages.get(name);
  const folder = join(root, name.split('/')[1]);
  unpack(plugin, folder);
  const needed = new Set();
  const need = ({ manifest }) => {
    for (const other of Object.keys(manifest.dependencies ?? {})) {
      if (packages.has(other) && !needed.has(other)) {
        needed.add(other);
        need(packages.get(other));
      }
    }
  };
  need(plugin);
  for (const other of needed) {
    unpack(packages.get(other), join(folder, 'node_modules', other));
  }
}

function unpack(one, folder) {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', [
    ...['-xzf', join(PACKED, tarballOf(one))],
    ...['-C', folder, '--strip-components=1'],
  ]);
}
