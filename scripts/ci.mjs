// The lanes that need more than `npm test` does: a fresh portal, real clusters and PostgreSQL. Started by .ci/run, once npm test has installed.
import { appendFileSync } from 'node:fs';
import { stopWithParent } from './lib/children.mjs';
import { installationLanes } from './lib/lanes/installation.mjs';
import { devEntriesLane } from './lib/lanes/devEntries.mjs';
import { newestNodeLane } from './lib/lanes/newestNode.mjs';
import { postgresLanes } from './lib/lanes/postgres.mjs';
import { realClusterLanes } from './lib/lanes/realClusters.mjs';
import { reportsLane } from './lib/lanes/reports.mjs';
import { run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';
import { runLanes } from './lib/runLanes.mjs';
import { tallyLine } from './lib/tally.mjs';

/** By hand, `node scripts/ci.mjs PART...` runs only lanes that have one of the parts in their names. */
function chosen(lanes) {
  const parts = process.argv.slice(2);
  return parts.length
    ? lanes.filter(({ name }) => parts.some(part => name.includes(part)))
    : lanes;
}

run(async () => {
  const reporter = new Reporter();
  stopWithParent();
  const tally = await runLanes(
    chosen([
      ...installationLanes(),
      newestNodeLane(),
      devEntriesLane(),
      reportsLane(),
      ...realClusterLanes(),
      ...postgresLanes(),
    ]),
    reporter,
  );
  if (process.env.RUNAI_TEST_TALLY) {
    appendFileSync(process.env.RUNAI_TEST_TALLY, `${JSON.stringify(tally)}\n`);
  }
  reporter.line(tallyLine(tally));
  return tally.failed > 0 ? 1 : 0;
});
