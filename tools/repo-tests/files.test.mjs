import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/root.mjs';

const MAX_LINES = 450;
/** Generated from the OpenAPI document, or brought from outside. */
const NOT_PROSE = /\/generated\/|^tools\/(?:kube|real-objects)\//;

/** Files that git knows, or would; a tarball without git has none. */
function files() {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8' },
  );
  return listed
    .split('\n')
    .filter(file => file && existsSync(join(root, file)));
}
const inGit = existsSync(join(root, '.git'));
const text = file => readFileSync(join(root, file), 'utf8');

test(
  `no source file is longer than ${MAX_LINES} lines`,
  { skip: !inGit && 'not a git clone' },
  () => {
    const long = files()
      .filter(
        file => /\.(?:[cm]?[jt]s|tsx)$/.test(file) && !NOT_PROSE.test(file),
      )
      .map(file => [file, text(file).split('\n').length - 1])
      .filter(([, lines]) => lines > MAX_LINES);
    assert.deepEqual(long, []);
  },
);

test('yarn.lock names no registry', () => {
  assert.doesNotMatch(text('yarn.lock'), /https?:\/\//);
});

test('the versions of Yarn in package.json and in the scripts are the same', () => {
  const { packageManager } = JSON.parse(text('package.json'));
  assert.match(
    text('scripts/lib/npx.mjs'),
    new RegExp(`@yarnpkg/cli-dist@${packageManager.split('@')[1]}'`),
  );
});

test('the licence is the one that package.json names', () => {
  assert.equal(JSON.parse(text('package.json')).license, 'Apache-2.0');
  assert.match(text('LICENSE'), /Apache License\s+Version 2\.0, January 2004/);
});
