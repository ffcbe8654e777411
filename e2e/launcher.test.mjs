import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { launch, temporaryFolder } from './lib/launcher.mjs';
import { startPortal } from './lib/portal.mjs';
import { until } from './lib/until.mjs';

/** The processes of this machine that descend from one, by their groups: `ps` is everywhere. */
function descendants(pid) {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .map(row => row.trim().split(/\s+/).map(Number));
  const below = parent =>
    rows
      .filter(([, ppid]) => ppid === parent)
      .flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}
const isAlive = pid => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('npm start', () => {
  const files = temporaryFolder();
  let occupied;
  before(async () => {
    occupied = createServer();
    await new Promise(resolve => occupied.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    occupied.close();
    files.remove();
  });

  test('says in one sentence that the port is taken', async () => {
    const { port } = occupied.address();
    const launcher = launch([
      '--config',
      files.write(
        'taken.yaml',
        `backend: {listen: {host: 127.0.0.1, port: ${port}}}`,
      ),
    ]);
    assert.equal((await launcher.exited).code, 1);
    assert.match(
      launcher.output(),
      new RegExp(`^Port ${port} is taken by another program: .*\\n$`),
    );
  });

  test('says which configuration file is missing', async () => {
    const launcher = launch(['--config', '/nowhere/portal.yaml']);
    assert.equal((await launcher.exited).code, 1);
    assert.equal(
      launcher.output(),
      'There is no configuration file /nowhere/portal.yaml.\n',
    );
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL']) {
    test(`leaves no process behind after ${signal}`, async () => {
      const portal = await startPortal();
      const started = descendants(portal.launcher.pid);
      assert.ok(started.length > 0, 'the server is a child of the launcher');
      portal.launcher.kill(signal);
      await portal.launcher.exited;
      await until(
        async () => !started.some(isAlive),
        'the children to end',
        30,
      );
    });
  }
});
