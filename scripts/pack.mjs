// npm run pack: builds and packs what is published into dist/packages; with --portal FOLDER, that portal can install it from there.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stopWithParent } from './lib/children.mjs';
import { installPackages } from './lib/install.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { offerToPortal } from './lib/packages/offerToPortal.mjs';
import { PACKED, packPackages } from './lib/packages/packPackages.mjs';
import { run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';

run(async () => {
  requireSupportedNode();
  const { values } = parseArgs({ options: { portal: { type: 'string' } } });
  const reporter = new Reporter();
  stopWithParent();
  await installPackages(reporter);
  await packPackages(reporter);
  if (values.portal === undefined) {
    reporter.line(`The packages are in ${PACKED}.`);
    return;
  }
  // The path is meant from where npm was called.
  const portal = resolve(process.env.INIT_CWD ?? '.', values.portal);
  offerToPortal(portal);
  reporter.line(`${portal} can install them by their names now.`);
});
