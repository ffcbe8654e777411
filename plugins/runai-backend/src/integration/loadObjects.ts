import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { KubeObject } from '@runai-portal/simulator';

const run = promisify(execFile);
/** Puts objects on a real API server, statuses included. */
// eslint-disable-next-line no-restricted-syntax -- of tests alone: nothing of it is built
const LOAD = resolve(__dirname, '../../../../tools/kube/load');

/**
 * Creates objects on a real API server, or lays them over those that are there.
 *
 * @param options.remove - takes them away instead, with their namespaces, and resolves when they are gone
 */
export async function loadObjects(
  kubeconfig: string,
  items: readonly KubeObject[],
  options: { remove?: boolean } = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'backend-real-'));
  const file = join(folder, 'objects.json');
  try {
    await writeFile(
      file,
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    );
    await run(
      process.execPath,
      [LOAD, ...(options.remove ? ['--remove'] : []), kubeconfig, file],
      { timeout: 240_000 },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
