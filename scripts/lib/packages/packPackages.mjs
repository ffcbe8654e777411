import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { fingerprint, readStamp, writeStamp } from '../fingerprint.mjs';
import { yarnArgs } from '../npx.mjs';
import { inRoot } from '../root.mjs';
import { buildSteps, runSteps } from './buildPackages.mjs';
import { lockPackages } from './lockPackages.mjs';
import { publishablePackages, tarballOf } from './publishable.mjs';

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
  await lockPackages(reporter, async () => {
    if (isPacked()) {
      return;
    }
    rmSync(PACKED, { recursive: true, force: true });
    mkdirSync(PACKED, { recursive: true });
    await runSteps(reporter, steps());
    writeStamp(STAMP, wanted);
  });
}

function steps() {
  return [
    ...buildSteps(),
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
