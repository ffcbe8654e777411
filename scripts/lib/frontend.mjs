import { existsSync } from 'node:fs';
import { runNode } from './children.mjs';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { Problem } from './Problem.mjs';
import { inRoot } from './root.mjs';
import { withLock } from './withLock.mjs';

const STAMP = 'frontend';
/** What the built front end is made of. */
const SOURCES = [
  'packages/app',
  'plugins/runai',
  'plugins/runai-common',
  'yarn.lock',
  'tsconfig.json',
  'app-config.yaml',
];

/** Builds the front end, where its sources are not those of the last build. */
export async function buildFrontend(reporter) {
  const wanted = fingerprint(SOURCES);
  const isBuilt = () =>
    readStamp(STAMP) === wanted &&
    existsSync(inRoot('packages', 'app', 'dist', 'static'));
  if (isBuilt()) {
    return;
  }
  await withLock(
    inRoot('.cache', 'frontend.lock'),
    async () => {
      if (isBuilt()) {
        return;
      }
      await reporter.step('Building the front end', build);
      writeStamp(STAMP, wanted);
    },
    () =>
      reporter.line('Waiting for another start that is building the front end'),
  );
}

async function build() {
  const cli = inRoot(
    'node_modules',
    '@backstage',
    'cli',
    'bin',
    'backstage-cli',
  );
  const { code, output } = await runNode(
    [cli, 'package', 'build', '--config', inRoot('app-config.yaml')],
    {
      cwd: inRoot('packages', 'app'),
      env: { NODE_ENV: 'production' },
    },
  );
  if (code !== 0) {
    throw new Problem(`The front end could not be built:\n${output.trim()}`);
  }
}
