import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { stopChildren } from '../scripts/lib/children.mjs';
import { exportDynamic } from '../scripts/lib/packages/exportDynamic.mjs';
import { Reporter } from '../scripts/lib/Reporter.mjs';
import { docsSteps } from './lib/docsSteps.mjs';
import { FreshPortal } from './lib/FreshPortal.mjs';
import { until } from './lib/until.mjs';

const PAGE = 'docs/administrators/install-rhdh.md';
const ENTITY = '/catalog/entities/by-name/resource/default/rancher-ml';
const ACTION = 'runai:cluster:entity';
const PAGES = '@runai-portal/backstage-plugin-runai-dynamic';

describe('a fresh portal that loads our plugins as dynamic ones', () => {
  const reporter = new Reporter(process.stderr);
  const folder = mkdtempSync(join(tmpdir(), 'runai-portal-dynamic-'));
  let portal;
  after(async () => {
    portal?.remove();
    await stopChildren();
    rmSync(folder, { recursive: true, force: true });
  });

  test('does what the page says, and starts', async () => {
    const place = join(folder, 'portal');
    portal = await FreshPortal.create(place, 'default');
    portal.takeKeptLock();
    for (const step of docsSteps(PAGE)) {
      await portal.follow(step);
    }
    await reporter.step('Installing', () => portal.install());
    await exportDynamic(join(place, 'dynamic-plugins-root'), reporter);
    await reporter.step('Starting', () => portal.start('yarn start'));
  });

  test('polls and judges the clusters of the demo', async () => {
    const clusters = await until(async () => {
      const { items } = await json('/runai/clusters');
      const judged = items.filter(({ readiness }) => readiness.checkedAt);
      // One of the seven never answers.
      return judged.length >= 6 && items;
    }, 'the clusters to be judged');
    assert.equal(clusters.length, 7);
    const { health } = clusters.find(({ name }) => name === 'rancher-ml');
    assert.equal(health.state, 'degraded');
  });

  test('has the clusters in its catalog and in its search, and the action of its templates', async () => {
    await until(
      async () => (await portal.get(ENTITY)).ok,
      'the catalog to have the cluster',
    );
    const found = await until(async () => {
      // An index that nothing was written to yet is answered with an error.
      const answer = await portal.get(
        '/search/query?term=rancher-ml&types[0]=runai-cluster',
      );
      const { results } = await answer.json();
      return results?.length > 0 && results;
    }, 'the search to have the cluster');
    assert.match(found[0].document.location, /\/clusters\/rancher-ml$/);
    const actions = await json('/scaffolder/v2/actions');
    assert.ok(actions.some(({ id }) => id === ACTION));
  });

  test('offers the pages to an app that loads them', async () => {
    const answer = await fetch(
      `${portal.backend}/.backstage/dynamic-features/remotes`,
    );
    const remotes = await answer.json();
    const remote = remotes.find(({ packageName }) => packageName === PAGES);
    assert.ok(remote, JSON.stringify(remotes));
    assert.ok((await fetch(remote.remoteInfo.entry)).ok);
  });

  async function json(path) {
    const answer = await portal.get(path);
    assert.equal(answer.status, 200, path);
    return answer.json();
  }
});
