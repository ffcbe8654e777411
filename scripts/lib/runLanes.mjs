import { nothing, sum, tallyLine } from './tally.mjs';
import { duration } from './Reporter.mjs';

/**
 * A lane: one kind of test with one result.
 *
 * @typedef {object} Lane
 * @property {string} name
 * @property {() => string | undefined | Promise<string | undefined>} [missing] - why it cannot run on this machine
 * @property {() => Promise<{tally: import('./tally.mjs').Tally, output: string, skipped?: string[]}>} run - `skipped`: what was
 *   left out inside it, with the reasons
 */

/**
 * Runs lanes one after the other, says the result of each, and at the end all of them.
 *
 * @param {Lane[]} lanes
 * @param {import('./Reporter.mjs').Reporter} reporter
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runLanes(lanes, reporter) {
  const results = [];
  for (const lane of lanes) {
    const started = Date.now();
    const reason = await lane.missing?.();
    const {
      tally,
      output,
      skipped = [],
    } = reason
      ? { tally: { ...nothing(), skipped: 1 }, output: '' }
      : await reporter.step(lane.name, () => runLane(lane));
    if (tally.failed > 0) {
      reporter.line(output.trimEnd());
    }
    results.push({
      name: lane.name,
      tally,
      reason,
      skipped,
      took: Date.now() - started,
    });
  }
  reporter.line('\nResults');
  for (const { name, tally, reason, skipped, took } of results) {
    const verdict = verdictOf(tally, reason);
    const detail = reason ?? `${tallyLine(tally)} (${duration(took)})`;
    reporter.line(`  ${verdict.padEnd(7)}  ${name.padEnd(34)} ${detail}`);
    skipped.forEach(test => reporter.line(`             left out: ${test}`));
  }
  return sum(results.map(({ tally }) => tally));
}

function verdictOf(tally, reason) {
  if (reason) {
    return 'skipped';
  }
  return tally.failed > 0 || tally.passed === 0 ? 'FAILED' : 'passed';
}

/** A lane in which nothing ran at all has failed: an empty lane must not look like a green one. */
async function runLane(lane) {
  const ran = await lane.run();
  const { passed, failed, skipped } = ran.tally;
  return passed + failed + skipped === 0
    ? {
        tally: { ...ran.tally, failed: 1 },
        output: `${ran.output}\nNo test ran in this lane.`,
      }
    : ran;
}
