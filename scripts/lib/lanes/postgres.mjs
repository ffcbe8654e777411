import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../freePort.mjs';
import { jest } from './programs.mjs';

/** Tests of what is kept in the database; they run on every database that the environment names. */
const STORAGE_TESTS = 'plugins/runai-backend/src/database/';

/** The storage tests on a PostgreSQL of this lane's own. @returns {import('../runLanes.mjs').Lane} */
export function postgresLane() {
  return {
    name: 'storage on PostgreSQL',
    missing: () =>
      binaries()
        ? undefined
        : 'no PostgreSQL server under /usr/lib/postgresql (apt-get install postgresql)',
    run: async () => {
      const server = await startPostgres(binaries());
      try {
        return await jest([`--testPathPatterns=${STORAGE_TESTS}`], {
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
            server.connectionString,
        });
      } finally {
        await server.stop();
      }
    },
  };
}

/** The folder of the newest server's programs: Debian keeps them off the PATH. */
function binaries() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root)
    ? readdirSync(root).sort((a, b) => Number(b) - Number(a))
    : [];
  return versions
    .map(version => join(root, version, 'bin'))
    .find(folder => existsSync(join(folder, 'initdb')));
}

/** PostgreSQL refuses to run as root: there it runs as the user that its package made. */
async function startPostgres(folder) {
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
  const child = spawn(
    ...as('postgres', [
      '-D',
      data,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      data,
    ]),
    { stdio: 'ignore', cwd: data },
  );
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
    connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres`,
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
