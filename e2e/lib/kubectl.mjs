import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse, stringify } from 'yaml';
import { fromSource } from '../../scripts/lib/backend.mjs';
import { freePort } from '../../scripts/lib/freePort.mjs';
import { inRoot } from '../../scripts/lib/root.mjs';

const CLUSTER = inRoot('tools/kube/cluster');

/**
 * A real cluster with one node, a portal over HTTPS before it, and kubectl for both ways.
 *
 * @param {string} version - of Kubernetes, as `tools/kube/cluster` knows it
 */
export async function startCluster(version) {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-'));
  const name = `kubectl-${version}-${process.pid}`;
  const up = spawnSync(CLUSTER, ['up', '-v', version, '-n', name, '-w', '1'], {
    encoding: 'utf8',
  });
  if (up.status !== 0) {
    throw new Error(`Kubernetes ${version} did not start: ${up.stderr}`);
  }
  const direct = join(folder, 'direct');
  const text = await readFile(up.stdout.trim(), 'utf8');
  await writeFile(direct, renamed(text, 'up'));
  const port = await freePort();
  const portal = spawn(
    process.execPath,
    [...fromSource, inRoot('e2e/proxy/ourProxy.ts'), String(port), direct],
    {
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: portal.stdout });
  const { caData, token } = await firstJson(lines);
  const proxied = join(folder, 'proxied');
  const server = `https://127.0.0.1:${port}/api/runai/clusters/up/k8s`;
  await writeFile(proxied, kubeconfigOf({ server, caData, token }));

  return {
    /** @param {string} client - version of kubectl */
    kubectl(client) {
      const binary = binaryOf(client);
      const run = kubeconfig => (args, options) =>
        runKubectl(binary, ['--kubeconfig', kubeconfig, ...args], {
          ...options,
          home: join(folder, `home-${client}`),
        });
      return {
        /** Past the portal. @returns {Promise<{code: number, stdout: string, stderr: string}>} */
        direct: run(direct),
        /** Through it. */
        proxied: run(proxied),
        /** For one that keeps running. */
        command: [binary, '--kubeconfig', proxied],
      };
    },
    async stop() {
      portal.stdin.end();
      if (portal.exitCode === null) {
        await once(portal, 'exit');
      }
      spawnSync(CLUSTER, ['down', '-n', name]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function binaryOf(version) {
  const assets = spawnSync(CLUSTER, ['assets', version], { encoding: 'utf8' });
  return join(assets.stdout.trim(), 'kubectl');
}

async function firstJson(lines) {
  for await (const line of lines) {
    if (line.startsWith('{"caData"')) {
      return JSON.parse(line);
    }
  }
  throw new Error('the portal ended');
}

function runKubectl(binary, args, { home, input }) {
  return new Promise(resolve => {
    const child = execFile(
      binary,
      args,
      { env: { HOME: home, PATH: process.env.PATH }, maxBuffer: 2 ** 27 },
      (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
    child.stdin.end(input ?? '');
  });
}

/** The same kubeconfig, whose one context has this name. */
function renamed(text, name) {
  const config = parse(text);
  config.contexts[0].name = name;
  config['current-context'] = name;
  return stringify(config);
}

function kubeconfigOf({ server, caData, token }) {
  const ca = Buffer.from(caData).toString('base64');
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'up', cluster: { server, 'certificate-authority-data': ca } },
    ],
    users: [{ name: 'up', user: { token } }],
    contexts: [{ name: 'up', context: { cluster: 'up', user: 'up' } }],
    'current-context': 'up',
  });
}
