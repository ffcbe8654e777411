import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circles, moduleGraph } from './moduleGraph.mjs';
import { isTest } from './packages.mjs';

test('no files import each other in a circle', () => {
  const found = circles(
    moduleGraph(['packages', 'plugins', 'scripts', 'tools', 'e2e', 'bench']),
  ).map(group => group.join(', '));
  assert.deepEqual(found, []);
});

/** The arrows of packages/checks that must not be: from a folder of src to one that comes after it on the way of the data. */
const FORBIDDEN = {
  facts: [
    'observations',
    'checks',
    'health',
    'install',
    'snapshot',
    'catalogue.ts',
  ],
  observations: [
    'checks',
    'health',
    'install',
    'snapshot',
    'engine',
    'catalogue.ts',
  ],
  checks: ['health', 'install', 'snapshot', 'catalogue.ts'],
  health: ['checks', 'catalogue.ts'],
  install: ['checks', 'catalogue.ts'],
  snapshot: ['checks', 'catalogue.ts'],
  // The catalogue is handed to it: it knows no check, fact or observation by name.
  engine: [
    'facts',
    'observations',
    'checks',
    'health',
    'install',
    'snapshot',
    'access',
    'catalogue.ts',
  ],
};

test('the layers of packages/checks import what lies before them on the way of the data', () => {
  const src = 'packages/checks/src/';
  const layerOf = file => file.slice(src.length).split('/')[0];
  const wrong = [...moduleGraph([src])]
    .filter(([file]) => !isTest(file))
    .flatMap(([file, imported]) => imported.map(other => [file, other]))
    .filter(([file, other]) =>
      FORBIDDEN[layerOf(file)]?.includes(layerOf(other)),
    )
    .map(([file, other]) => `${file} imports ${other}`);
  assert.deepEqual(wrong, []);
});
