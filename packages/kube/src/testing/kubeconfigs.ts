import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

const folders: string[] = [];

/** A folder of a test's own; gone with {@link removeFolders}. */
export function createFolder(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'kube-test-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content, { mode: 0o700 });
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true });
  }
}

/** A kubeconfig with one context `gpu`, whose cluster and user are as given. */
export function kubeconfigText(
  cluster: object,
  user: object | undefined = {},
): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'gpu',
    contexts: [
      { name: 'gpu', context: { cluster: 'gpu-cluster', user: 'admin' } },
    ],
    clusters: [
      {
        name: 'gpu-cluster',
        cluster: { server: 'https://gpu.test:6443', ...cluster },
      },
    ],
    users: [{ name: 'admin', user }],
  });
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
