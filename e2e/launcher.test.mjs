import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { freePort } from '../scripts/lib/freePort.mjs';
import { launch, temporaryFolder } from './lib/launcher.mjs';
import { startPortal } from './lib/portal.mjs';
import { descendants, isAlive } from './lib/processes.mjs';
import { until } from './lib/until.mjs';

/** How long after a plugin's failure the launcher may take to end: two seconds are promised, more are for a machine that is busy. */
const PLUGIN_FAILURE_SECONDS = 5;

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

  test('ends with the sentence of a plugin that failed to start', async () => {
    const port = await freePort();
    const launcher = launch([
      '--backend-only',
      '--config',
      files.write(
        'broken.yaml',
        JSON.stringify({
          backend: { listen: { host: '127.0.0.1', port } },
          runai: { nonsense: true },
        }),
      ),
    ]);
    await until(
      async () => launcher.output().includes('threw an error during startup'),
      'the plugin to fail',
      120,
    );
    const started = Date.now();
    assert.equal((await launcher.exited).code, 1);
    assert.ok(
      Date.now() - started < PLUGIN_FAILURE_SECONDS * 1000,
      'the launcher waited on for a portal that will never answer',
    );
    assert.match(
      launcher.output(),
      /The portal did not start: plugin runai: .*runai\.nonsense.*\n$/,
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
