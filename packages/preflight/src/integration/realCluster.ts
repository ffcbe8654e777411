import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { KubeObject } from '@runai-portal/simulator';
import type { Ran } from '../testing/runMain';

const run = promisify(execFile);
/** The root of the repository. */
// eslint-disable-next-line no-restricted-syntax -- of tests alone: nothing of it is built
const REPOSITORY = resolve(__dirname, '../../../..');

/** Objects of a test on a real API server that several tests share. Statuses stay as they are put: no controller looks at them. */
export class BorrowedCluster {
  readonly #put = new Map<string, KubeObject>();

  private constructor(readonly kubeconfig: string, readonly folder: string) {}

  static async borrow(kubeconfig: string): Promise<BorrowedCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'preflight-real-'));
    return new BorrowedCluster(kubeconfig, folder);
  }

  /** Creates objects, or lays them over those that are there: a label that is not in them stays. */
  async put(...objects: KubeObject[]): Promise<void> {
    objects.forEach(one => this.#put.set(keyOf(one), one));
    await this.#load([], objects);
  }

  /** Resolves when the objects are gone. */
  async remove(...objects: KubeObject[]): Promise<void> {
    await this.#load(['--remove'], objects);
    objects.forEach(one => this.#put.delete(keyOf(one)));
  }

  /** Leaves the cluster as it was. */
  async giveBack(): Promise<void> {
    await this.#load(['--remove'], [...this.#put.values()]);
    await rm(this.folder, { recursive: true });
  }

  async #load(options: string[], items: KubeObject[]): Promise<void> {
    const file = join(this.folder, 'objects.json');
    await writeFile(
      file,
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    );
    await run(
      process.execPath,
      [join(REPOSITORY, 'tools/kube/load'), ...options, this.kubeconfig, file],
      { timeout: 240_000 },
    );
  }
}

/** `npm run preflight -- ARGS`, as a process of its own. */
export function runCommand(args: string[], cwd: string): Promise<Ran> {
  const child = spawn(
    process.execPath,
    [join(REPOSITORY, 'scripts/preflight.mjs'), ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, INIT_CWD: cwd },
    },
  );
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', chunk => (written.stdout += chunk));
  child.stderr.on('data', chunk => (written.stderr += chunk));
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', code => done({ code: code ?? -1, ...written }));
  });
}

function keyOf({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
