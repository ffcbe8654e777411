import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../freePort.mjs';

/** Why a test that needs PostgreSQL is left out; undefined where a server is installed. */
export function whyNoPostgres() {
  return binaries()
    ? undefined
    : 'no PostgreSQL server under /usr/lib/postgresql (apt-get install postgresql)';
}

/** The folder of the newest server's programs: Debian keeps them off the PATH. */
function binaries() {
  const installed = '/usr/lib/postgresql';
  const versions = existsSync(installed)
    ? readdirSync(installed).sort((a, b) => Number(b) - Number(a))
    : [];
  return versions
    .map(version => join(installed, version, 'bin'))
    .find(folder => existsSync(join(folder, 'initdb')));
}

/**
 * A server with a database of its own in a temporary folder, on a free port of the loopback interface; everybody is let in.
 * PostgreSQL refuses to run as root: there it runs as the user that its package made.
 */
export async function startPostgres() {
  const folder = binaries();
  const data = mkdtempSync(join(tmpdir(), 'runai-portal-postgres-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const id = kind =>
      Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
    chownSync(data, id('-u'), id('-g'));
  }
  const as = (program, args) =>
    isRoot
      ? ['runuser', ['-u', 'postgres', '--', join(folder, program), ...args]]
      : [join(folder, program), args];
  execFileSync(
    ...as('initdb', ['--auth=trust', '--username=postgres', '-D', data]),
    { stdio: 'ignore', cwd: data },
  );
  const port = await freePort();
  const options = [
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    data,
  ];
  const child = spawn(
    // Each line of the log begins with its database.
    ...as('postgres', [...options, '-c', 'log_line_prefix=%d ']),
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: data },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', part => {
    log += part;
  });
  // To the server itself: `runuser` passes no SIGINT on. It asks for the fast shutdown, which does not wait for clients.
  const kill = () => process.kill(serverPid(data), 'SIGINT');
  process.once('exit', kill);
  for (let attempt = 0; ; attempt++) {
    try {
      execFileSync(
        join(folder, 'pg_isready'),
        ['-h', '127.0.0.1', '-p', String(port)],
        { stdio: 'ignore' },
      );
      break;
    } catch (error) {
      if (attempt === 120) {
        throw error;
      }
      await pause(250);
    }
  }
  return {
    port,
    connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    /** What it logged so far: `DATABASE LEVEL: TEXT` a line. */
    log: () => log,
    async stop() {
      process.removeListener('exit', kill);
      const exited = once(child, 'exit');
      kill();
      await exited;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The first line of the file that PostgreSQL keeps while it runs. */
function serverPid(data) {
  return Number(
    readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0],
  );
}
