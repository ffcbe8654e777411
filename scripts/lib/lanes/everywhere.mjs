import { readdirSync } from 'node:fs';
import { inRoot } from '../root.mjs';
import { chromium, NO_CHROMIUM } from './machine.mjs';
import { backstageCli, jest, judgedByExit, nodeTests } from './programs.mjs';

/** Folders of tests that need a real cluster; `.ci/run` gives them one. */
export const REAL_CLUSTER_TESTS = '/src/(integration|conformance)/';

const testFilesIn = folder =>
  readdirSync(inRoot(folder), { recursive: true })
    .filter(file => file.endsWith('.test.mjs'))
    .map(file => inRoot(folder, file));

/** The lanes of `npm test`: what runs wherever Node does, and the browser where there is one. @type {import('../runLanes.mjs').Lane[]} */
export const everywhere = [
  {
    name: 'repository rules and scripts',
    run: () =>
      nodeTests([
        ...testFilesIn('tools/repo-tests'),
        ...testFilesIn('scripts'),
      ]),
  },
  {
    name: 'package metadata',
    run: () => backstageCli('repo', 'fix', '--check'),
  },
  {
    name: 'format',
    run: () =>
      judgedByExit([
        inRoot('node_modules/prettier/bin-prettier.js'),
        '--check',
        '.',
      ]),
  },
  {
    name: 'lint',
    run: () => backstageCli('repo', 'lint', '--max-warnings', '0'),
  },
  {
    name: 'lint of what is in no package',
    run: () =>
      judgedByExit([
        inRoot('node_modules/eslint/bin/eslint.js'),
        '--max-warnings',
        '0',
        '--ext',
        '.mjs,.cjs',
        ...['scripts', 'tools', 'e2e'].map(folder => inRoot(folder)),
      ]),
  },
  {
    name: 'types',
    run: () =>
      judgedByExit([
        inRoot('node_modules/typescript/bin/tsc'),
        '--noEmit',
        '--incremental',
        'false',
      ]),
  },
  {
    name: 'unit and component tests',
    run: () =>
      jest([`--testPathIgnorePatterns=/node_modules/|${REAL_CLUSTER_TESTS}`]),
  },
  {
    name: 'portal end to end',
    run: () =>
      nodeTests([
        inRoot('e2e/portal.test.mjs'),
        inRoot('e2e/launcher.test.mjs'),
        inRoot('e2e/proxy-comparison.test.mjs'),
      ]),
  },
  {
    name: 'portal in a browser',
    missing: () => (chromium() ? undefined : NO_CHROMIUM),
    run: () =>
      nodeTests(
        [
          inRoot('e2e/browser-demo.test.mjs'),
          inRoot('e2e/browser-catalog.test.mjs'),
          inRoot('e2e/browser-own-cluster.test.mjs'),
          inRoot('e2e/browser-large-cluster.test.mjs'),
          inRoot('e2e/browser-register.test.mjs'),
        ],
        {
          RUNAI_TEST_CHROMIUM: chromium(),
        },
      ),
  },
];

/** What `npm test` leaves to `.ci/run`, and why. */
export const leftToCi = [
  {
    name: 'a fresh portal with our packages',
    missing: () => '.ci/run packs them, and makes a portal that installs them',
    run: () => Promise.reject(new Error('runs in .ci/run')),
  },
  {
    name: 'the newest even Node',
    missing: () => '.ci/run installs it, and the packages once more',
    run: () => Promise.reject(new Error('runs in .ci/run')),
  },
  {
    name: 'real clusters 1.20 and 1.36',
    missing: () => '.ci/run builds Kubernetes for it (tools/kube)',
    run: () => Promise.reject(new Error('runs in .ci/run')),
  },
  {
    name: 'storage on PostgreSQL',
    missing: () => '.ci/run starts a server for it',
    run: () => Promise.reject(new Error('runs in .ci/run')),
  },
  {
    name: 'two replicas on PostgreSQL',
    missing: () => '.ci/run starts a server for it',
    run: () => Promise.reject(new Error('runs in .ci/run')),
  },
];
