import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import { createFolder, removeFolders } from '../testing/kubeconfigs';
import {
  execUser,
  plugin,
  pluginClient,
  pluginFailure,
} from '../testing/plugins';
import { closeServers, sendJson, startHttp } from '../testing/servers';

jest.setTimeout(60_000); // Plugins take their time on a busy machine.

afterEach(async () => {
  await closeClients();
  await closeServers();
  removeFolders();
});

/** Tells its own number and that of what it started, then waits; `once` is there when it does. */
const WAITS = plugin(`cd "$(dirname "$0")"
echo run >> runs
sleep 600 &
echo $$ $! > pids
echo "Open https://login.example/device and enter ABCD" >&2
touch once
sleep 600`);

const pidsOf = (folder: string) =>
  readFileSync(join(folder, 'pids'), 'utf8').trim().split(' ').map(Number);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Ended, but not yet collected by whoever inherited it.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

describe('a plugin that waits for a person', () => {
  it('ends within its time, with its children, and is told with what it last said', async () => {
    const folder = createFolder({ plugin: WAITS });
    const error = await pluginFailure(folder, execUser(), {
      pluginTimeoutMs: 3_000,
    });
    expect(error.errorClass).toBe('credentials');
    expect(error.message).toBe(
      'The credential plugin ./plugin of user admin did not answer within 3 s. It last said: Open https://login.example/device and enter ABCD.',
    );
    const pids = pidsOf(folder);
    expect(pids).toHaveLength(2);
    await until(() => !pids.some(isRunning));
  });

  it('ends at once where it asks a question, since nobody is there to answer', async () => {
    const folder = createFolder({
      plugin: plugin(
        `echo "ERROR: the session has expired" >&2; printf 'Sign in again? [Y/n] ' >&2; read answer || exit 1`,
      ),
    });
    const error = await pluginFailure(folder, execUser(), {
      pluginTimeoutMs: 50_000,
    });
    expect(error.message).toBe(
      'The credential plugin ./plugin of user admin failed: ERROR: the session has expired / Sign in again? [Y/n].',
    );
  });

  it('ends when the last one who waits for it has left', async () => {
    const folder = createFolder({ plugin: WAITS });
    const client = await pluginClient(folder);
    const controller = new AbortController();
    const call = client.nonResource('/version', { signal: controller.signal });
    call.catch(() => undefined);
    await until(() => existsSync(join(folder, 'once')));
    controller.abort(new Error('the run was canceled'));
    await expect(call).rejects.toThrow('the run was canceled');
    const pids = pidsOf(folder);
    await until(() => !pids.some(isRunning));
  });

  it('is waited for by all requests of its user, and slows no other cluster', async () => {
    const server = await startHttp((_request, response) =>
      sendJson(response, { ok: true }),
    );
    const folder = createFolder({ plugin: WAITS });
    const client = await pluginClient(folder, execUser(), {
      pluginTimeoutMs: 3_000,
    });
    const calls = Array.from({ length: 10 }, () =>
      kubeErrorOf(client.nonResource('/version')),
    );
    await until(() => existsSync(join(folder, 'once')));
    const other = createClient({ server: server.url });
    expect((await other.nonResource('/version')).status).toBe(200);
    const errors = await Promise.all(calls);
    expect(new Set(errors.map(({ message }) => message)).size).toBe(1);
    expect(readFileSync(join(folder, 'runs'), 'utf8')).toBe('run\n');
  });
});
