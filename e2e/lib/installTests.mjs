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

/**
 * A fresh portal that does what the pages say, and nothing else.
 *
 * @param {'default' | 'legacy'} kind
 * @param {string[]} pages - paths in the clone
 */
export function describeInstallation(kind, pages) {
  const reporter = new Reporter(process.stderr);
  const timed = (title, work) => reporter.step(title, work);
  const steps = pages.flatMap(docsSteps);
  const folder = mkdtempSync(join(tmpdir(), 'runai-portal-install-'));
  let portal;
  let browser;
  let url;

  describe(`a fresh portal (${kind}) with our packages`, () => {
    after(async () => {
      await browser?.close();
      portal?.remove();
      await stopChildren();
      rmSync(folder, { recursive: true, force: true });
    });

    test('does what the pages say', async () => {
      await packPackages(reporter);
      portal = await timed('Making a portal', () =>
        FreshPortal.create(join(folder, 'portal'), kind),
      );
      portal.takeKeptLock();
      await timed('Following the pages', async () => {
        for (const step of steps.filter(({ action }) => action !== 'start')) {
          await portal.follow(step);
        }
      });
      await timed('Installing', () => portal.install());
    });

    test('starts', async () => {
      const { text } = steps.find(({ action }) => action === 'start');
      url = await timed('Starting', () => portal.start(text));
    });

    test('shows the demo’s clusters, a page of each, and itself in the sidebar', async () => {
      browser = await launchBrowser();
      const { page, errors } = await openPage(browser);
      await page.goto(url, { waitUntil: 'domcontentloaded' });
      const item = page.getByRole('link', { name: 'GPU clusters' }).first();
      const enter = page.getByRole('button', { name: /^enter$/i });
      await item.or(enter).first().waitFor();
      if (await enter.isVisible()) {
        await enter.click();
      }
      await item.click();
      await page.waitForURL(/\/runai$/);
      for (const name of ['gpu-prod', 'ocp-lab', 'rancher-ml', 'vault']) {
        await page.getByRole('link', { name, exact: true }).waitFor();
      }
      await page.getByText('Demo data').first().waitFor();
      await page.getByRole('link', { name: 'rancher-ml', exact: true }).click();
      await page.waitForURL(/\/runai\/clusters\/rancher-ml/);
      await page.getByText('gpu-07').first().waitFor();
      // React's warnings are about Material UI 4, which a portal brings.
      assert.deepEqual(
        errors.filter(error => !/^Warning: |\/api\/(?!runai)/.test(error)),
        [],
      );
    });
  });
}
