// Every plugin starts alone by its dev entry, with simulated clusters: `npm run dev:plugin -- NAME`.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'node:test';
import { freePort } from '../scripts/lib/freePort.mjs';
import { inRoot } from '../scripts/lib/root.mjs';

/** By plugin: what has to be answered, and how one sees in the answer that the plugin works. */
const STARTED = {
  'runai-backend': {
    url: api => `${api}/runai/clusters`,
    shows: /"name":\s*"gpu-prod"/,
  },
  'runai-backend-module-demo': {
    url: api => `${api}/auth/demo/refresh`,
    headers: { 'x-demo-user': 'vera' },
    shows: /user:default\/vera/,
  },
  'catalog-backend-module-runai': {
    url: api => `${api}/catalog/entities/by-name/resource/default/gpu-prod`,
    shows: /runai-portal\/cluster/,
  },
  'scaffolder-backend-module-runai': {
    url: api => `${api}/scaffolder/v2/actions`,
    shows: /"id":\s*"runai:/,
  },
  'search-backend-module-runai': {
    url: api => `${api}/search/query?term=gpu-prod&types[0]=runai-cluster`,
    shows: /"title":\s*"GPU production"/,
  },
  runai: { url: (_api, pages) => pages, shows: /<div id="root">/ },
};

/** Resolves with the answer that shows it; rejects where the plugin ends before. */
async function untilShown(url, { headers, shows }, isOver) {
  for (;;) {
    const text = await fetch(url, { headers })
      .then(answer => answer.text())
      .catch(() => '');
    if (shows.test(text)) {
      return text;
    }
    assert.equal(isOver(), false, 'it ended before it answered');
    await pause(500);
  }
}

for (const [name, expected] of Object.entries(STARTED)) {
  test(`${name} starts alone`, { timeout: 300_000 }, async () => {
    const [apiPort, pagesPort] = [await freePort(), await freePort()];
    const url = expected.url(
      `http://localhost:${apiPort}/api`,
      `http://localhost:${pagesPort}`,
    );
    const child = spawn(
      process.execPath,
      [
        ...[inRoot('scripts/dev-plugin.mjs'), name],
        ...['--api-port', `${apiPort}`, '--pages-port', `${pagesPort}`],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    const take = part => {
      output = (output + part).slice(-4000);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const exited = once(child, 'exit');
    try {
      await untilShown(url, expected, () => child.exitCode !== null);
    } catch (error) {
      throw new Error(`${error.message}\n${output}`);
    } finally {
      child.kill('SIGTERM');
      await exited;
    }
  });
}
