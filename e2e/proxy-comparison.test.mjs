// What somebody hostile sends, through our proxy and through Backstage's own in one portal: the table in the docs is what is seen now.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { fromSource } from '../scripts/lib/backend.mjs';
import { inRoot } from '../scripts/lib/root.mjs';

const DOCUMENT = inRoot('docs/administrators/proxy.md');
const TABLE =
  /(<!-- what reaches a cluster: written by a test -->\n)([\s\S]*?)(\n<!-- end -->)/;

test('nothing of it reaches a cluster through ours, and the docs say what does through the other', async () => {
  const rows = await compare();
  const [honest, ...hostile] = rows;
  assert.deepEqual(
    [honest.ours, honest.incumbent],
    [1, 1],
    'an honest request goes through both',
  );
  for (const row of hostile) {
    assert.equal(row.ours, 0, row.kind);
  }
  const text = await readFile(DOCUMENT, 'utf8');
  const seen = toMarkdown(hostile);
  if (process.env.UPDATE_DOCS) {
    await writeFile(DOCUMENT, text.replace(TABLE, `$1\n${seen}\n$3`));
    return;
  }
  const [, , written] = TABLE.exec(text) ?? [];
  assert.equal(
    plain(written),
    plain(seen),
    'UPDATE_DOCS=1 writes the table anew',
  );
});

async function compare() {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...fromSource, inRoot('e2e/proxy/compareProxies.ts')],
    {
      cwd: inRoot('.'),
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error' },
      maxBuffer: 2 ** 26,
    },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

function toMarkdown(rows) {
  return [
    '| tried | cases | through Backstage’s Kubernetes proxy | through this one |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ kind, cases, incumbent, ours }) =>
        `| ${kind} | ${cases} | ${incumbent} | ${ours} |`,
    ),
  ].join('\n');
}

/** Without the blanks that align a table. */
function plain(table = '') {
  return table.trim().replace(/ +/g, ' ').replace(/-+/g, '-');
}
