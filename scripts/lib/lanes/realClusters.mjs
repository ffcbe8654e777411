import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../root.mjs';
import { nothing, oneTest } from '../tally.mjs';
import { REAL_CLUSTER_TESTS } from './everywhere.mjs';
import { chromium, NO_CHROMIUM, program } from './machine.mjs';
import { jest, nodeTests } from './programs.mjs';

const VERSIONS = ['1.20', '1.36'];
const cluster = inRoot('tools/kube/cluster');

/**
 * Real API servers of two versions, and the tests that need them. A version that cannot be had leaves its own lane and its own
 * tests out; the other version is tested all the same.
 *
 * @returns {import('../runLanes.mjs').Lane[]}
 */
export function realClusterLanes() {
  /** Environment variable -> kubeconfig, of the clusters that are up. */
  const kubeconfigs = {};
  const names = [];
  process.once('exit', () =>
    names.forEach(name => spawnSync(cluster, ['down', '-n', name])),
  );

  const start = VERSIONS.map(version => ({
    name: `Kubernetes ${version} starts`,
    missing: () => missingFor(version),
    run: async () => {
      const name = `ci-${version}-${process.pid}`;
      names.push(name);
      const { code, stdout, stderr } = await runCluster([
        'up',
        '-v',
        version,
        '-n',
        name,
      ]);
      if (code === 0) {
        kubeconfigs[`RUNAI_TEST_KUBECONFIG_${version.replace('.', '_')}`] =
          stdout.trim();
      }
      return { tally: oneTest(code === 0), output: stderr };
    },
  }));
  return [
    ...start,
    {
      name: 'real clusters',
      missing: () =>
        Object.keys(kubeconfigs).length ? undefined : 'no real cluster is up',
      run: () =>
        jest(
          [`--testPathPatterns=${REAL_CLUSTER_TESTS}`],
          {
            ...kubeconfigs,
            RUNAI_REAL_OBJECTS:
              process.env.RUNAI_REAL_OBJECTS ?? inRoot('tools/real-objects'),
          },
          // One after the other: they share the clusters, and each finds them without nodes.
          { workers: 1 },
        ),
    },
    {
      name: 'real clusters in a browser',
      missing: () => {
        if (!Object.keys(kubeconfigs).length) {
          return 'no real cluster is up';
        }
        return chromium() ? undefined : NO_CHROMIUM;
      },
      run: () =>
        nodeTests(
          [
            inRoot('e2e/browser-real-clusters.test.mjs'),
            inRoot('e2e/browser-register-real.test.mjs'),
          ],
          { ...kubeconfigs, RUNAI_TEST_CHROMIUM: chromium() },
        ),
    },
    {
      name: 'real clusters end',
      missing: () => (names.length ? undefined : 'no real cluster is up'),
      run: async () => {
        const results = names
          .splice(0)
          .map(name =>
            spawnSync(cluster, ['down', '-n', name], { encoding: 'utf8' }),
          );
        const failed = results.filter(({ status }) => status !== 0);
        return {
          tally: {
            ...nothing(),
            passed: results.length - failed.length,
            failed: failed.length,
          },
          output: failed.map(({ stderr }) => stderr).join(''),
        };
      },
    },
    {
      name: 'kubectl through the portal',
      missing: () => {
        if (process.getuid?.() !== 0) {
          return 'its clusters have nodes, which need root';
        }
        return usableVersions().length
          ? undefined
          : 'no version of Kubernetes is there';
      },
      run: () =>
        nodeTests([inRoot('e2e/kubectl.test.mjs')], {
          RUNAI_TEST_KUBECTL_VERSIONS: usableVersions().join(','),
        }),
    },
  ];
}

function usableVersions() {
  return VERSIONS.filter(version => !missingFor(version));
}

function missingFor(version) {
  if (process.platform !== 'linux') {
    return 'tools/kube/cluster runs on Linux';
  }
  const assets =
    process.env.KUBE_ASSETS ?? join(homedir(), '.cache', 'kube-assets');
  if (existsSync(join(assets, version, '.complete'))) {
    return undefined;
  }
  if (version === '1.36' && !program('go')) {
    return 'it is built with Go 1.26 or newer, which is not on the PATH';
  }
  return version === '1.20' && !program('apt-get')
    ? 'it is built from a Debian source package, and apt-get is not there'
    : undefined;
}

/** Hand-made statuses have to stay as they are written: only the controllers run that leave them alone. */
function runCluster(args) {
  const child = spawn(cluster, args, {
    env: {
      ...process.env,
      KUBE_CONTROLLERS: 'namespace,serviceaccount,serviceaccount-token',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8').on('data', part => {
      text[stream] += part;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code, ...text }));
  });
}
