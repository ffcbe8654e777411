import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/root.mjs';

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

/** A threat: a row of the table that begins with its number. */
const THREAT = /^\| +(\d+) +\|/gm;
/** The tests of a threat: an entry of the list that begins with its number. */
const ENTRY = /^- (\d+): (.*(?:\n {2}.*)*)/gm;
/** A test: its file, and its title or a part of it. */
const NAMED = /`([^`]+\.test\.\w+)`((?:,? “[^”]+”)+)/g;

const CALL = /^\s*(?:it|test|describe)\b.*?\(\s*(['"`])(.*?)\1,/;
/** What stands behind the table of `each`. */
const BEHIND_TABLE = /^\s*[\])}]+\(\s*(['"`])(.*?)\1,/;
const ALONE = /^\s*(['"`])(.*)\1,$/;
const FUNCTION = /^\s*(?:async\b|\(|\w+ =>)/;

/** The titles of the tests in a file, as prettier sets them. */
function titlesOf(file) {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    const found =
      CALL.exec(line) ??
      BEHIND_TABLE.exec(line) ??
      (FUNCTION.test(lines[at + 1] ?? '') ? ALONE.exec(line) : null);
    return found ? [found[2]] : [];
  });
}

const numbers = pattern => [...page.matchAll(pattern)].map(([, id]) => id);

test('every threat of docs/security.md has its tests, and there are no others', () => {
  assert.ok(numbers(THREAT).length >= 10);
  assert.deepEqual(numbers(ENTRY), numbers(THREAT));
});

for (const [, id, text] of page.matchAll(ENTRY)) {
  test(`the tests that docs/security.md names for threat ${id} exist`, () => {
    const named = [...text.matchAll(NAMED)];
    assert.ok(named.length > 0, 'none is named');
    assert.equal(
      text.replace(NAMED, '').replace(/[;.\s]/g, ''),
      '',
      'a test is written otherwise than `FILE` “TITLE”, “TITLE”; …',
    );
    for (const [, file, quoted] of named) {
      assert.ok(existsSync(join(root, file)), `there is no ${file}`);
      const titles = titlesOf(file);
      for (const [, title] of quoted.matchAll(/“([^”]+)”/g)) {
        assert.ok(
          titles.some(of => of.includes(title)),
          `no test of ${file} is called “${title}”`,
        );
      }
    }
  });
}
