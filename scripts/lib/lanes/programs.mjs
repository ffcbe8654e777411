import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { runNode } from '../children.mjs';
import { inRoot } from '../root.mjs';
import {
  jestSkipped,
  jestTally,
  oneTest,
  tapSkipped,
  tapTally,
} from '../tally.mjs';

const cli = inRoot('node_modules/@backstage/cli/bin/backstage-cli');

/** A program whose exit code is the result. */
export async function judgedByExit(args, options = {}) {
  const { code, output } = await runNode(args, options);
  return { tally: oneTest(code === 0), output };
}

/** Backstage's command line. */
export function backstageCli(...args) {
  return judgedByExit([cli, ...args]);
}

/**
 * Jest over these packages, two workers at most: each takes up to a gigabyte.
 *
 * @param {string[]} args - further arguments of jest
 * @param {NodeJS.ProcessEnv} [env]
 * @param {{workers?: number}} [options]
 */
export async function jest(args, env = {}, { workers = 2 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'runai-portal-jest-'));
  const report = join(folder, 'report.json');
  try {
    const { code, output } = await runNode(
      [
        cli,
        'repo',
        'test',
        '--watchAll=false',
        `--maxWorkers=${workers}`,
        // Long enough for a slow machine; what hangs is told by its own deadline.
        '--testTimeout=60000',
        '--json',
        `--outputFile=${report}`,
        ...args,
      ],
      { env: { ...env, NODE_OPTIONS: '', CI: 'true' } },
    );
    const said = JSON.parse(readFileSync(report, 'utf8'));
    const tally = jestTally(said);
    // A failure outside of any test (a worker that died, say) is told by the exit code alone.
    return {
      tally: code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally,
      output: failures(output),
      skipped: jestSkipped(said),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Node's own test runner over these files, one after the other: several portals at once would slow each other down. */
export async function nodeTests(files, env = {}) {
  const { code, output } = await runNode(
    ['--test', '--test-reporter=tap', '--test-concurrency=1', ...files],
    { env },
  );
  const tally = tapTally(output);
  return {
    tally: code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally,
    output,
    skipped: tapSkipped(output),
  };
}

/** Jest's output without its JSON report and without the suites that passed. */
function failures(output) {
  return output
    .split('\n')
    .filter(
      line =>
        !line.startsWith('{"numFailedTestSuites"') && !/^PASS /.test(line),
    )
    .slice(-400)
    .join('\n');
}
