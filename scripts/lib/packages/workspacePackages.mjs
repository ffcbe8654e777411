import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

/**
 * Every package of the workspace: its folder, as a path in the clone, and its package.json.
 *
 * @returns {{folder: string, manifest: {name: string, version: string, private?: boolean}}[]}
 */
export function workspacePackages() {
  return ['packages', 'plugins'].flatMap(parent =>
    readdirSync(join(root, parent)).map(name => {
      const folder = join(parent, name);
      return {
        folder,
        manifest: JSON.parse(
          readFileSync(join(root, folder, 'package.json'), 'utf8'),
        ),
      };
    }),
  );
}
