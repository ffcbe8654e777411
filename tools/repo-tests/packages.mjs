import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/root.mjs';

/** Every file under a folder of the clone, as a path from its root; built and installed ones left out. */
export function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(
    entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return [
          'node_modules',
          'dist',
          'dist-types',
          'generated',
          '.cache',
        ].includes(entry.name)
          ? []
          : filesUnder(path);
      }
      return [path];
    },
  );
}

/** Whether a file is a test or only serves tests: such files may import the simulator, and whatever else they try. */
export const isTest = file =>
  /\.(?:test|cases)\.tsx?$|\/(?:testing|__testUtils__|__fixtures__|integration|field-cases|shapes|conformance|setupTests)/.test(
    file,
  );
