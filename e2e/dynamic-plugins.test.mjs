import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { stopChildren } from '../scripts/lib/children.mjs';
import { packPackages } from '../scripts/lib/packages/packPackages.mjs';
import { Reporter } from '../scripts/lib/Reporter.mjs';
import { docsSteps } from './lib/docsSteps.mjs';
import { unpackDynamicPlugin } from './lib/dynamicPlugin.mjs';
import { FreshPortal } from './lib/FreshPortal.mjs';
import { until } from './lib/until.mjs';

const PAGE = 'docs/administrators/install-rhdh.md';
const PLUGINS = [
  '@runai-portal/backstage-plugin-runai-backend',
  '@runai-portal/backstage-plugin-runai-backend-module-demo',
];

describe('a fresh portal that loads our backend as dynamic plugins', () => {
  const reporter = new Reporter(process.stderr);
  const folder = mkdtempSync(join(tmpdir(), 'runai-portal-dynamic-'));
  let portal;
  after(async () => {
    portal?.remove();
    await stopChildren();
    rmSync(folder, { recursive: true, force: true });
  });

  test('does what the page says, and starts', async () => {
    await packPackages(reporter);
    const place = join(folder, 'portal');
    portal = await FreshPortal.create(place, 'default');
    portal.takeKeptLock();
    for (const step of docsSteps(PAGE)) {
      await portal.follow(step);
    }
    await reporter.step('Installing', () => portal.install());
    for (const name of PLUGINS) {
      unpackDynamicPlugin(join(place, 'dynamic-plugins-root'), name);
    }
    await reporter.step('Starting', () => portal.start('yarn start'));
  });

  test('polls and judges the clusters of the demo', async () => {
    const clusters = await until(async () => {
      const answer = await portal.get('/runai/clusters');
      assert.equal(answer.status, 200);
      const { items } = await answer.json();
      const judged = items.filter(({ readiness }) => readiness.checkedAt);
      // One of the seven never answers.
      return judged.length >= 6 && items;
    }, 'the clusters to be judged');
    assert.equal(clusters.length, 7);
    const { health } = clusters.find(({ name }) => name === 'rancher-ml');
    assert.equal(health.state, 'degraded');
  });
});
