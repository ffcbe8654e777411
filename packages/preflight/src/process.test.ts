import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import { createFolder, removeFolders } from './testing/runMain';

jest.setTimeout(120_000);

let running: RunningCluster;

beforeAll(async () => {
  running = await cluster('gpu-prod')
    .kubernetes('1.20.2')
    .nodes(node('worker-1'))
    .start();
});

afterAll(async () => {
  await running.close();
  removeFolders();
});

/** Starts the command as an installed one is started. */
function start(args: string[]) {
  const child = spawn(
    process.execPath,
    [resolve(__dirname, '../bin/runai-preflight'), ...args],
    { stdio: 'pipe' },
  );
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', chunk => (written.stdout += chunk));
  child.stderr.on('data', chunk => (written.stderr += chunk));
  const ended = new Promise<{
    code: number | null;
    stdout: string;
    stderr: string;
  }>(end => child.on('close', code => end({ code, ...written })));
  return { child, ended };
}

describe('the process', () => {
  it('judges a cluster and ends with the exit code of the verdict', async () => {
    const kubeconfig = join(
      createFolder({ kubeconfig: running.kubeconfig() }),
      'kubeconfig',
    );
    const { code, stdout, stderr } = await start([
      '--kubeconfig',
      kubeconfig,
      '--format',
      'json',
    ]).ended;
    expect(JSON.parse(stdout)).toMatchObject({
      cluster: 'gpu-prod',
      verdict: 'notReady',
    });
    expect(stderr).toContain('Run completed');
    expect(stderr).not.toContain('Warning');
    expect(code).toBe(3);
  });

  it('ends with 130 on Ctrl-C, at once', async () => {
    const kubeconfig = join(
      createFolder({ kubeconfig: running.kubeconfig() }),
      'kubeconfig',
    );
    running.fault({ kind: 'silent' });
    const before = running.requests.length;
    const { child, ended } = start(['--kubeconfig', kubeconfig]);
    while (running.requests.length === before && child.exitCode === null) {
      await new Promise(wait => setTimeout(wait, 10));
    }
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    running.fault(undefined);
    expect(stderr).toContain('Interrupted: ');
    expect(stdout).toBe('');
    expect(code).toBe(130);
  });

  it('leaves no credential plugin behind that waits for somebody', async () => {
    const folder = createFolder({
      kubeconfig: JSON.stringify({
        'current-context': 'gpu',
        contexts: [{ name: 'gpu', context: { cluster: 'c', user: 'u' } }],
        clusters: [{ name: 'c', cluster: { server: 'https://gpu.test' } }],
        users: [
          {
            name: 'u',
            user: {
              exec: {
                command: 'sh',
                args: ['-c', 'echo $$ > "$PIDS"; sleep 600'],
                env: [{ name: 'PIDS', value: '' }],
              },
            },
          },
        ],
      }),
    });
    const pids = join(folder, 'pids');
    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(
      kubeconfig,
      readFileSync(kubeconfig, 'utf8').replace(
        '"value":""',
        `"value":"${pids}"`,
      ),
    );
    const { child, ended } = start(['--kubeconfig', kubeconfig]);
    while (!pidIn(pids) && child.exitCode === null) {
      await new Promise(wait => setTimeout(wait, 10));
    }
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const pid = Number(pidIn(pids));
    while (isRunning(pid)) {
      await new Promise(wait => setTimeout(wait, 10));
    }
  });
});

function pidIn(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Ended, but not yet collected by whoever inherited it.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
