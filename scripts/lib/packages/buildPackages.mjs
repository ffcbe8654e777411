import { runNode } from '../children.mjs';
import { Problem } from '../Problem.mjs';
import { inRoot } from '../root.mjs';
import { typeSteps } from './typeSteps.mjs';

/** What `node` is to run for each package to have its `dist`, one after the other. */
export function buildSteps() {
  return [
    ...typeSteps(),
    {
      title: 'Building the packages',
      args: [
        inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
        'repo',
        'build',
      ],
    },
  ];
}

/**
 * Runs steps, each to its end.
 *
 * @param {import('../Reporter.mjs').Reporter} reporter
 * @param {{title: string, args: string[], cwd?: string, env?: NodeJS.ProcessEnv}[]} steps
 * @throws a `Problem` with the output of the one that fails
 */
export async function runSteps(reporter, steps) {
  for (const { title, args, cwd, env } of steps) {
    await reporter.step(title, async () => {
      const { code, output } = await runNode(args, {
        cwd,
        env: { YARN_ENABLE_TELEMETRY: '0', ...env },
      });
      if (code !== 0) {
        throw new Problem(`${title} failed:\n${output.trim()}`);
      }
    });
  }
}
