import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { loadKubeconfig, type ClusterConnection } from '@runai-portal/kube';
import { REPOSITORY } from './realObjects';

const run = promisify(execFile);
const TOOLS = path.join(REPOSITORY, 'tools/kube');

/** A real API server that a test started for itself. */
export interface RealCluster {
  kubeconfig: string;
  connection: ClusterConnection;
  down(): Promise<void>;
}

/** Whether that version may be started here, by the environment; else why not. */
export function whyNoCluster(version: '1.20' | '1.36'): string | undefined {
  const name = `RUNAI_TEST_KUBECONFIG_${version.replace('.', '_')}`;
  if (!process.env[name]) {
    return `${name} is not set`;
  }
  return existsSync(path.join(TOOLS, 'cluster'))
    ? undefined
    : `${TOOLS}/cluster is missing`;
}

/**
 * Starts an API server with nothing but namespaces and service accounts: controllers would contradict statuses that are set by
 * hand. Each file of objects gets one of its own, since several describe the same nodes.
 *
 * @param options.admission - the admission plugins that are on besides those that are by default
 */
export async function startCluster(
  version: '1.20' | '1.36',
  label: string,
  options: { admission?: string } = {},
): Promise<RealCluster> {
  const name = `${label}-${process.pid}-${Math.random()
    .toString(36)
    .slice(2, 6)}`;
  const { stdout } = await run(
    path.join(TOOLS, 'cluster'),
    ['up', '-v', version, '-n', name],
    {
      env: {
        ...process.env,
        KUBE_CONTROLLERS: 'namespace,serviceaccount,serviceaccount-token',
        ...(options.admission && { KUBE_ADMISSION: options.admission }),
      },
      timeout: 180_000,
    },
  );
  const kubeconfig = stdout.trim().split('\n').pop() ?? '';
  return {
    kubeconfig,
    connection: (await loadKubeconfig({ path: kubeconfig })).connection(),
    down: async () => {
      await run(path.join(TOOLS, 'cluster'), ['down', '-n', name], {
        timeout: 60_000,
      });
    },
  };
}

/** Puts the objects of a file, statuses included. */
export async function load(
  cluster: Pick<RealCluster, 'kubeconfig'>,
  file: string,
): Promise<void> {
  await run(
    process.execPath,
    [path.join(TOOLS, 'load'), cluster.kubeconfig, file],
    { timeout: 120_000 },
  );
}

/** Puts objects on a cluster, statuses included. */
export async function loadObjects(
  cluster: Pick<RealCluster, 'kubeconfig'>,
  objects: readonly object[],
): Promise<void> {
  await withFile(objects, file => load(cluster, file));
}

/**
 * Puts objects on a cluster that several tests share, one after the other.
 *
 * @returns takes them away again, and resolves when they are gone
 */
export async function lend(
  kubeconfig: string,
  objects: readonly object[],
): Promise<() => Promise<void>> {
  const takeBack = () =>
    withFile(objects, async file => {
      await run(
        process.execPath,
        [path.join(TOOLS, 'load'), '--remove', kubeconfig, file],
        { timeout: 240_000 },
      );
    });
  try {
    await loadObjects({ kubeconfig }, objects);
  } catch (error) {
    await takeBack();
    throw error;
  }
  return takeBack;
}

/** The objects as a file, for as long as it is worked with. */
async function withFile(
  objects: readonly object[],
  work: (file: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'runai-objects-'));
  const file = path.join(folder, 'objects.json');
  try {
    await writeFile(
      file,
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    );
    await work(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
