import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { stopChildren } from '../../scripts/lib/children.mjs';
import { packPackages } from '../../scripts/lib/packages/packPackages.mjs';
import { Reporter } from '../../scripts/lib/Reporter.mjs';
import { launchBrowser, openPage } from './browser.mjs';
import { docsSteps } from './docsSteps.mjs';
import { FreshPortal } from './FreshPortal.mjs';
import { until } from './until.mjs';

const ENTITY_PAGE = '/catalog/default/resource/rancher-ml';
const ENTITY_OF_CATALOG =
  '/catalog/entities/by-name/resource/default/rancher-ml';

/**
 * A fresh portal that does what the pages say, and nothing else.
 *
 * @param {'default' | 'legacy'} kind
 * @param {string[]} pages - paths in the clone
 * @param {string} [stays] - a release line that the portal stays on instead of being moved to ours
 */
export function describeInstallation(kind, pages, stays) {
  const reporter = new Reporter(process.stderr);
  const timed = (title, work) => reporter.step(title, work);
  const steps = pages.flatMap(docsSteps);
  const folder = mkdtempSync(join(tmpdir(), 'runai-portal-install-'));
  let portal;
  let browser;
  let url;

  describe(`a fresh portal (${kind}, ${
    stays ?? 'our release'
  }) with our packages`, () => {
    after(async () => {
      await browser?.close();
      portal?.remove();
      await stopChildren();
      rmSync(folder, { recursive: true, force: true });
    });

    test('does what the pages say', async () => {
      await packPackages(reporter);
      portal = await timed('Making a portal', () =>
        FreshPortal.create(join(folder, 'portal'), kind, stays),
      );
      portal.takeKeptLock();
      await timed('Following the pages', async () => {
        for (const step of steps.filter(({ action }) => action !== 'start')) {
          await portal.follow(step);
        }
      });
      await timed('Installing', () => portal.install());
      portal.keepLock();
    });

    test('has no error of types', () =>
      timed('Checking types', () => portal.checkTypes()));

    test('starts', async () => {
      const { text } = steps.find(({ action }) => action === 'start');
      url = await timed('Starting', () => portal.start(text));
    });

    test('shows the demo’s clusters, a page of each, and itself in the sidebar', async () => {
      browser = await launchBrowser();
      const { page, errors, close } = await openAsGuest('/');
      await page.getByRole('link', { name: 'GPU clusters' }).first().click();
      await page.waitForURL(/\/runai$/);
      for (const name of ['gpu-prod', 'ocp-lab', 'rancher-ml', 'vault']) {
        await page.getByRole('link', { name, exact: true }).waitFor();
      }
      await page.getByText('Demo data').first().waitFor();
      await page.getByRole('link', { name: 'rancher-ml', exact: true }).click();
      await page.waitForURL(/\/runai\/clusters\/rancher-ml/);
      await page.getByText('gpu-07').first().waitFor();
      assert.deepEqual(ofOurs(errors), []);
      await close();
    });

    test('shows a cluster on the page of its entity, as a card and as a tab', async () => {
      await until(
        async () => (await portal.get(ENTITY_OF_CATALOG)).ok,
        'the catalog to have the cluster',
      );
      const { page, errors, close } = await openAsGuest(ENTITY_PAGE);
      await page.getByText('Open rancher-ml').waitFor();
      await page.getByText('Degraded').first().waitFor();
      // A legacy page has tabs, a new one links; the card "About" may link to the cluster's own page by the same name, and comes later.
      await page
        .getByRole('tab', { name: 'GPU cluster', exact: true })
        .or(page.getByRole('link', { name: 'GPU cluster', exact: true }))
        .first()
        .click();
      await page.waitForURL(/\/resource\/rancher-ml\/gpu-cluster/);
      await page.getByText('gpu-07').first().waitFor();
      assert.deepEqual(ofOurs(errors), []);
      await close();
    });

    test('leads from the page of an entity to its cluster', async () => {
      const { page, errors, close } = await openAsGuest(ENTITY_PAGE);
      // The card has one, too, by another name; the tab stays on the page of the entity.
      await page
        .locator('a[href="/runai/clusters/rancher-ml"]')
        .filter({ hasText: /^GPU cluster$/ })
        .click();
      await page.waitForURL(/\/runai\/clusters\/rancher-ml/);
      await page.getByText('gpu-07').first().waitFor();
      assert.deepEqual(ofOurs(errors), []);
      await close();
    });

    test('finds a cluster and a check, each by its type', async () => {
      await until(async () => {
        const found = await portal.get('/search/query?term=rancher');
        const { results = [] } = await found.json();
        return results.some(({ type }) => type === 'runai-cluster');
      }, 'the search to know of the clusters');
      const { page, errors, close } = await openAsGuest(
        '/search?query=rancher',
      );
      await page.getByRole('button', { name: 'GPU clusters' }).click();
      await page.waitForURL(
        /types%5B%5D=runai-cluster|types\[\]=runai-cluster/,
      );
      await page
        .getByRole('listitem')
        .locator('a[href="/runai/clusters/rancher-ml"]')
        .waitFor();
      await page.getByRole('textbox', { name: 'Search' }).fill('driver');
      await page.getByRole('button', { name: 'Checks for Run:ai' }).click();
      await page
        .getByRole('link', {
          name: 'Every GPU node has a working NVIDIA driver',
        })
        .click();
      await page.waitForURL(/\/runai\/checks\/gpu\.node-driver/);
      assert.deepEqual(ofOurs(errors), []);
      await close();
    });

    test('has the fleet in one line on the home page', async () => {
      const { page, errors, close } = await openAsGuest(
        '/home',
        answerForOthers,
      );
      if (kind === 'default') {
        // Its home page is arranged by its app-config.yaml already, and offers the widget.
        await page.getByRole('button', { name: 'Edit', exact: true }).click();
        await page.getByRole('button', { name: 'Add widget' }).click();
        await page
          .getByRole('dialog')
          .getByText('GPU clusters', { exact: true })
          .click();
        await page.getByRole('button', { name: 'Save', exact: true }).click();
      }
      await page.getByText('Worst:').waitFor();
      await page.getByRole('link', { name: '1 degraded' }).click();
      await page.waitForURL(/\/runai\?health=degraded/);
      assert.deepEqual(ofOurs(errors), []);
      await close();
    });

    async function openAsGuest(path, prepare) {
      const opened = await openPage(browser);
      const { page } = opened;
      await prepare?.(page);
      await page.goto(`${url}${path}`, { waitUntil: 'domcontentloaded' });
      const item = page.getByRole('link', { name: 'GPU clusters' }).first();
      const enter = page.getByRole('button', { name: /^enter$/i });
      await item.or(enter).first().waitFor();
      if (await enter.isVisible()) {
        await enter.click();
      }
      await item.waitFor();
      return opened;
    }
  });
}

/** A widget of the home page asks a host elsewhere, and where that fails the development server lays its own page over everything. */
function answerForOthers(page) {
  return page.route(
    ({ hostname }) => hostname !== 'localhost',
    route => route.fulfill({ json: {} }),
  );
}

/** Without React's warnings, which are about Material UI 4, and without what the portal's own plugins miss. */
function ofOurs(errors) {
  return errors.filter(error => !/^Warning: |\/api\/(?!runai)/.test(error));
}
