import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNode } from './children.mjs';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { installProblem } from './installProblem.mjs';
import { yarnArgs } from './npx.mjs';
import { Problem } from './Problem.mjs';
import { inRoot, root } from './root.mjs';
import { withLock } from './withLock.mjs';

const STAMP = 'installed';

/** Installs the packages that yarn.lock names, where they are not what is installed. */
export async function installPackages(reporter) {
  const wanted = installationFingerprint();
  if (readStamp(STAMP) === wanted) {
    return;
  }
  await withLock(
    inRoot('.cache', 'install.lock'),
    async () => {
      if (readStamp(STAMP) === wanted) {
        return;
      }
      const first = !existsSync(inRoot('node_modules', '@backstage'));
      await reporter.step(
        `Installing packages${
          first ? ' (the first time: about 3 minutes)' : ''
        }`,
        install,
      );
      writeStamp(STAMP, wanted);
    },
    () =>
      reporter.line('Waiting for another start that is installing packages'),
  );
}

async function install(progress) {
  const { code, output } = await runNode(yarnArgs(['install', '--immutable']), {
    env: {
      ...headersEnv(),
      YARN_ENABLE_TELEMETRY: '0',
      YARN_ENABLE_PROGRESS_BARS: '0',
    },
    onLine: line => progress(phaseOf(line)),
  });
  if (code !== 0) {
    throw new Problem(installProblem(output + buildLogsNamedIn(output)));
  }
  await requireSqlite(progress);
}

/** SQLite's binding belongs to one Node: another one than at the last installation needs another binding. */
async function requireSqlite(progress) {
  const works = async () =>
    (
      await runNode([
        '--eval',
        "new (require('better-sqlite3'))(':memory:').close()",
      ])
    ).code === 0;
  if (await works()) {
    return;
  }
  progress('building SQLite for this Node');
  const { code, output } = await runNode(
    yarnArgs(['rebuild', 'better-sqlite3']),
    { env: headersEnv() },
  );
  if (code !== 0 || !(await works())) {
    throw new Problem(installProblem(output + buildLogsNamedIn(output)));
  }
}

/** Node's own headers, where they came with it: compiling then downloads nothing. */
function headersEnv() {
  const folder = join(dirname(process.execPath), '..');
  return existsSync(join(folder, 'include', 'node', 'node.h'))
    ? { npm_config_nodedir: folder }
    : {};
}

let phase = '';
/** The step that Yarn is in, from a line such as `➤ YN0000: ┌ Fetch step`. */
function phaseOf(line) {
  phase = /┌ (\w+ step)/.exec(line)?.[1] ?? phase;
  const package_ = /YN0007: │ (\S+?)@/.exec(line)?.[1];
  return package_ ? `${phase}, building ${package_}` : phase;
}

function buildLogsNamedIn(output) {
  return [...output.matchAll(/logs can be found here: (\S+)/g)]
    .map(([, file]) => file)
    .filter(file => existsSync(file))
    .map(file => `\n${readFileSync(file, 'utf8')}`)
    .join('');
}

function installationFingerprint() {
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder)).map(name =>
      join(folder, name, 'package.json'),
    ),
  );
  return fingerprint(
    ['package.json', 'yarn.lock', '.yarnrc.yml', ...manifests],
    [process.versions.modules, process.platform, process.arch],
  );
}
