import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { runNode } from '../children.mjs';
import { fingerprint, readStamp, writeStamp } from '../fingerprint.mjs';
import { yarnArgs } from '../npx.mjs';
import { Problem } from '../Problem.mjs';
import { inRoot } from '../root.mjs';
import { withLock } from '../withLock.mjs';
import { publishablePackages, tarballOf } from './publishable.mjs';
import { typeSteps } from './typeSteps.mjs';

const STAMP = 'packed';
/** Where the tarballs lie. */
export const PACKED = inRoot('dist', 'packages');

/**
 * Builds and packs what is published, as `yarn npm publish` would, where its sources are not those of the last time.
 *
 * @param {import('../Reporter.mjs').Reporter} reporter
 */
export async function packPackages(reporter) {
  const packages = publishablePackages();
  const wanted = fingerprint([
    ...packages.map(({ folder }) => folder),
    'yarn.lock',
    'tsconfig.json',
    'tsconfig.packages.json',
  ]);
  const isPacked = () =>
    readStamp(STAMP) === wanted &&
    packages.every(one =>
      existsSync(inRoot('dist', 'packages', tarballOf(one))),
    );
  if (isPacked()) {
    return;
  }
  await withLock(
    inRoot('.cache', 'packages.lock'),
    async () => {
      if (isPacked()) {
        return;
      }
      rmSync(PACKED, { recursive: true, force: true });
      mkdirSync(PACKED, { recursive: true });
      for (const { title, args } of steps()) {
        await reporter.step(title, () => must(title, args));
      }
      writeStamp(STAMP, wanted);
    },
    () => reporter.line('Waiting for another script that packs'),
  );
}

function steps() {
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
    {
      title: 'Packing them',
      args: yarnArgs([
        ...['workspaces', 'foreach', '--all', '--no-private'],
        ...['--parallel', '--jobs', '2'],
        ...['pack', '--out', `${PACKED}/%s.tgz`],
      ]),
    },
  ];
}

async function must(title, args) {
  const { code, output } = await runNode(args, {
    env: { YARN_ENABLE_TELEMETRY: '0' },
  });
  if (code !== 0) {
    throw new Problem(`${title} failed:\n${output.trim()}`);
  }
}
