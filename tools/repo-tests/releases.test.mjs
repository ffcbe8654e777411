import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/root.mjs';
import { publishablePackages } from '../../scripts/lib/packages/publishable.mjs';

const read = (...path) => readFileSync(join(root, ...path), 'utf8');

const released = publishablePackages();

test('all packages are released together, with one version', () => {
  const versions = new Set(released.map(({ manifest }) => manifest.version));
  assert.equal(versions.size, 1, [...versions].join(', '));
});

for (const { folder, manifest } of released) {
  test(`the changelog of ${manifest.name} begins with its version`, () => {
    const [, newest] = /^## (.+)$/m.exec(read(folder, 'CHANGELOG.md')) ?? [];
    assert.equal(newest, manifest.version);
  });
}

test('what is written down of changes to come names packages that are released', () => {
  const names = released.map(({ manifest }) => manifest.name);
  const wrong = readdirSync(join(root, '.changeset'))
    .filter(file => file.endsWith('.md') && file !== 'README.md')
    .flatMap(file => {
      const [, head = ''] =
        /^---\n([\s\S]*?)\n---\n/.exec(read('.changeset', file)) ?? [];
      return head
        .split('\n')
        .map(line => /^'(.+)': (?:major|minor|patch)$/.exec(line)?.[1])
        .filter(name => !names.includes(name))
        .map(name => `${file}: ${name}`);
    });
  assert.deepEqual(wrong, []);
});
