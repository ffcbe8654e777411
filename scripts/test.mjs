// npm test: installs what is missing, then every test that this machine can run; says at the end what it skipped and why.
import { appendFileSync } from 'node:fs';
import { stopWithParent } from './lib/children.mjs';
import { buildFrontend } from './lib/frontend.mjs';
import { installPackages } from './lib/install.mjs';
import { everywhere, leftToCi } from './lib/lanes/everywhere.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';
import { runLanes } from './lib/runLanes.mjs';
import { tallyLine } from './lib/tally.mjs';

run(async () => {
  requireSupportedNode();
  const reporter = new Reporter();
  stopWithParent();
  await installPackages(reporter);
  await buildFrontend(reporter); // the end-to-end tests start the portal, which should not have to wait for it
  const inCi = Boolean(process.env.RUNAI_TEST_TALLY);
  const tally = await runLanes(
    inCi ? everywhere : [...everywhere, ...leftToCi],
    reporter,
  );
  if (inCi) {
    appendFileSync(process.env.RUNAI_TEST_TALLY, `${JSON.stringify(tally)}\n`);
  }
  reporter.line(tallyLine(tally));
  return tally.failed > 0 ? 1 : 0;
});
