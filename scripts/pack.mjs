// npm run pack: builds and packs what is published into dist/packages; with --portal FOLDER, that portal can install it from there;
// with --dynamic FOLDER, the plugins are put there as dynamic plugins instead.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stopWithParent } from './lib/children.mjs';
import { installPackages } from './lib/install.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { exportDynamic } from './lib/packages/exportDynamic.mjs';
import { offerToPortal } from './lib/packages/offerToPortal.mjs';
import { PACKED, packPackages } from './lib/packages/packPackages.mjs';
import { run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';

run(async () => {
  requireSupportedNode();
  const { values } = parseArgs({
    options: { portal: { type: 'string' }, dynamic: { type: 'string' } },
  });
  // Paths are meant from where npm was called.
  const [portal, dynamic] = [values.portal, values.dynamic].map(
    path => path && resolve(process.env.INIT_CWD ?? '.', path),
  );
  const reporter = new Reporter();
  stopWithParent();
  await installPackages(reporter);
  if (dynamic) {
    const folders = await exportDynamic(dynamic, reporter);
    reporter.line(`In ${dynamic}: ${folders.join(', ')}.`);
    return;
  }
  await packPackages(reporter);
  if (portal) {
    offerToPortal(portal);
    reporter.line(`${portal} can install them by their names now.`);
    return;
  }
  reporter.line(`The packages are in ${PACKED}.`);
});
