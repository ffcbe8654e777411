import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/root.mjs';

/** A block of code whose first line names a file of this repository. */
const EXCERPT = /^```ts\n\/\/ (\S+\.ts)\n([\s\S]*?)^```$/gm;

const inGit = existsSync(join(root, '.git'));
const text = file => readFileSync(join(root, file), 'utf8');

test(
  'code that a page shows of a file stands in that file',
  { skip: !inGit && 'not a git clone' },
  () => {
    const pages = execFileSync('git', ['ls-files', '*.md'], {
      cwd: root,
      encoding: 'utf8',
    });
    const excerpts = pages
      .split('\n')
      .filter(page => page && existsSync(join(root, page)))
      .flatMap(page =>
        [...text(page).matchAll(EXCERPT)].map(([, file, code]) => ({
          page,
          file,
          code: code.trim(),
        })),
      );
    assert.ok(excerpts.length >= 3);
    for (const { page, file, code } of excerpts) {
      assert.ok(
        text(file).includes(code),
        `${page} shows what does not stand in ${file}`,
      );
    }
  },
);

/** What the configuration of a hub names of the pages' package: components, and conditions of entities. */
const HUB_NAMES = /importName: (\w+)|\bif: \{ \w+: \[(\w+)\]/g;

test('the configuration for a hub names what the package of the pages exports', () => {
  const page = text('docs/administrators/install-rhdh.md');
  const names = [...page.matchAll(HUB_NAMES)].map(
    found => found[1] ?? found[2],
  );
  assert.ok(names.includes('RunaiPage') && names.includes('restsOnResources'));
  const report = text('plugins/runai/report.api.md');
  const fields = [...report.matchAll(/export const (\w+FieldExtension)\b/g)];
  assert.ok(fields.length >= 2);
  for (const [, field] of fields) {
    assert.ok(names.includes(field), `${field} is not there`);
  }
  for (const name of names) {
    assert.match(report, new RegExp(`export (?:const|function) ${name}\\b`));
  }
});
