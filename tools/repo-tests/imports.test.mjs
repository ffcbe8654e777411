import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/root.mjs';
import { workspacePackages } from '../../scripts/lib/packages/workspacePackages.mjs';
import { filesUnder, isTest } from './packages.mjs';

const short = name =>
  name
    .replace('@runai-portal/backstage-plugin-', '')
    .replace('@runai-portal/', '');

/** Imports go one way: what each package may import of ours, by short name; `simulator` comes on top in tests. */
const MAY_IMPORT = {
  kube: [],
  'runai-common': [],
  simulator: [],
  checks: ['kube', 'runai-common'],
  preflight: ['checks', 'kube', 'runai-common'],
  'runai-node': ['checks', 'kube', 'runai-common'],
  'runai-backend': ['runai-node', 'checks', 'kube', 'runai-common'],
  'runai-backend-module-demo': [
    'runai-node',
    'runai-common',
    'checks',
    'kube',
    'simulator',
  ],
  'catalog-backend-module-runai': ['runai-node', 'runai-common'],
  'scaffolder-backend-module-runai': ['runai-node', 'runai-common'],
  'search-backend-module-runai': ['runai-node', 'runai-common'],
  runai: ['runai-common'],
  app: ['runai'],
  backend: [
    'runai-backend',
    'runai-backend-module-demo',
    'catalog-backend-module-runai',
    'scaffolder-backend-module-runai',
    'search-backend-module-runai',
    'runai-node',
    'runai-common',
    'checks',
    'kube',
    'simulator',
  ],
};
/** What a plugin is started with alone. */
const DEV = ['runai-backend', 'runai-backend-module-demo'];
const isDev = file => /^plugins\/[^/]+\/dev\//.test(file);
const IMPORT =
  /(?:from|import|require)\s*\(?\s*['"](@runai-portal\/[^'"]+)['"]/g;

for (const { folder, manifest } of workspacePackages()) {
  const name = short(manifest.name);

  test(`${name} imports only what lies below it`, () => {
    const allowed = MAY_IMPORT[name];
    assert.ok(allowed, `${name} is new: say in this test what it may import`);
    const wrong = filesUnder(folder)
      .filter(file => /\.(?:[cm]?[jt]s|tsx)$/.test(file))
      .flatMap(file => {
        const extra = [
          ...(isTest(file) ? ['simulator'] : []),
          ...(isDev(file) ? DEV : []),
        ];
        return importsOf(file)
          .filter(
            imported =>
              imported !== name && ![...allowed, ...extra].includes(imported),
          )
          .map(imported => `${file} imports ${imported}`);
      });
    assert.deepEqual(wrong, []);
  });

  test(`${name} imports other packages through their index only`, () => {
    const wrong = filesUnder(folder)
      .filter(file => /\.tsx?$/.test(file))
      .flatMap(file =>
        [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)]
          .map(([, specifier]) => specifier)
          .filter(
            specifier =>
              specifier.split('/').length > 2 && !specifier.endsWith('/alpha'),
          )
          .map(specifier => `${file} imports ${specifier}`),
      );
    assert.deepEqual(wrong, []);
  });
}

function importsOf(file) {
  return [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)].map(
    ([, specifier]) => short(specifier.split('/').slice(0, 2).join('/')),
  );
}
