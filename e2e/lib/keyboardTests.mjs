import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPage } from './browser.mjs';
import { hasFocus, tabThrough } from './keyboard.mjs';

const CLUSTER = '/runai/clusters/rancher-ml';
const PAGES = {
  fleet: '/runai',
  checks: '/runai/checks?show=failing',
  check: '/runai/checks/gpu.node-driver?outcome=DriverMissing',
  compare: `/runai/clusters/ocp-lab/prerequisites?compare=1&as.mode=airGapped`,
  overview: `${CLUSTER}/overview`,
  prerequisites: `${CLUSTER}/prerequisites?check=gpu.node-driver`,
  nodes: `${CLUSTER}/nodes?node=gpu-07`,
  history: `${CLUSTER}/history`,
  resources: `${CLUSTER}/resources?kind=namespaces`,
  object: `${CLUSTER}/resources?kind=nodes&object=gpu-07`,
  access: `${CLUSTER}/access`,
};

/**
 * What is done with the keyboard alone, by real key presses.
 *
 * @param {() => {browser: import('playwright-core').Browser, url: string}} where - of a portal with the demo's clusters
 */
export function describeKeyboard(where) {
  const open = async path => {
    const { browser, url } = where();
    const opened = await openPage(browser, {
      storage: { 'runai-portal.demo-user': 'vera' },
    });
    await opened.page.goto(`${url}${path}`);
    await opened.page.locator('main :is(h2, table)').first().waitFor();
    await opened.page.waitForFunction(
      () => !document.querySelector('[class*="MuiSkeleton"]'),
    );
    return opened;
  };

  describe('with the keyboard alone', () => {
    for (const [name, path] of Object.entries(PAGES)) {
      test(`one comes to everything on ${name} in its order, and sees where one is`, async () => {
        const { page, close } = await open(path);
        const { expected, stops, unseen } = await tabThrough(page);
        assert.ok(expected.length > 5, `only ${expected.join(', ')}`);
        assert.deepEqual(stops, expected);
        assert.deepEqual(unseen, []);
        await close();
      });
    }

    test('a dialog keeps the focus, Escape closes it, and one is where one was', async () => {
      const { page, close } = await open(PAGES.fleet);
      const button = page.getByRole('button', { name: 'Add a cluster' });
      await button.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Add a cluster' });
      await dialog.waitFor();
      for (let presses = 0; presses < 8; presses += 1) {
        await page.keyboard.press('Tab');
        assert.ok(
          await dialog.evaluate(element =>
            element.parentElement.parentElement.contains(
              document.activeElement,
            ),
          ),
          'the focus has left the dialog',
        );
      }
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await hasFocus(button);
      await close();
    });

    test('a menu opens, filters by arrows and Space, and Escape gives the focus back', async () => {
      const { page, close } = await open(PAGES.fleet);
      const button = page.getByRole('button', { name: /^Environment/ });
      await button.focus();
      await page.keyboard.press('Enter');
      const choices = page.getByRole('menuitemcheckbox');
      await hasFocus(choices.first());
      await page.keyboard.press('ArrowDown');
      await hasFocus(choices.nth(1));
      await page.keyboard.press('Space');
      await page.waitForURL(/environment=trial/);
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await hasFocus(button);
      await page.getByText('1 cluster', { exact: false }).first().waitFor();
      await close();
    });

    test('chips filter by Space, columns sort by Enter, a name leads to its cluster', async () => {
      const { page, close } = await open(PAGES.fleet);
      const chip = page.getByRole('button', { name: /^Not ready/ });
      await chip.focus();
      await page.keyboard.press('Space');
      await page.waitForURL(/readiness=notReady/);
      assert.equal(await chip.getAttribute('aria-pressed'), 'true');
      const table = page.getByRole('table', { name: 'GPU clusters' });
      const sort = table.getByRole('button', { name: 'Cluster' });
      await sort.focus();
      await page.keyboard.press('Enter');
      await table
        .locator('th[aria-sort="ascending"]')
        .getByText('Cluster')
        .waitFor();
      const link = table.getByRole('link', { name: 'rancher-ml' });
      await link.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/runai\/clusters\/rancher-ml/);
      await close();
    });

    test('Enter opens a check and Space closes it, the focus stays on its row', async () => {
      const { page, close } = await open(`${CLUSTER}/prerequisites`);
      const row = page.getByRole('button', {
        name: /Every GPU node has a working NVIDIA driver/,
      });
      await row.focus();
      await page.keyboard.press('Enter');
      const details = page.getByRole('group', {
        name: 'Every GPU node has a working NVIDIA driver',
      });
      await details.waitFor();
      await hasFocus(row);
      // What comes next is inside of what was opened.
      await page.keyboard.press('Tab');
      assert.ok(
        await details.evaluate(element =>
          element.contains(document.activeElement),
        ),
      );
      await page.keyboard.press('Shift+Tab');
      await hasFocus(row);
      await page.keyboard.press('Space');
      await details.waitFor({ state: 'detached' });
      await hasFocus(row);
      await close();
    });

    test('Enter opens an outcome of a check and Space closes it, the focus stays', async () => {
      const { page, close } = await open('/runai/checks/gpu.node-driver');
      const row = page.getByRole('button', { name: /DriverMissing/ });
      await row.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/outcome=DriverMissing/);
      await page.getByRole('group', { name: 'DriverMissing' }).waitFor();
      await hasFocus(row);
      await page.keyboard.press('Space');
      await page
        .getByRole('group', { name: 'DriverMissing' })
        .waitFor({ state: 'detached' });
      await hasFocus(row);
      await close();
    });

    test('Enter opens the details of a node and Space closes them', async () => {
      const { page, close } = await open(`${CLUSTER}/nodes`);
      const toggle = page.getByRole('button', { name: 'Details of gpu-07' });
      await toggle.focus();
      await page.keyboard.press('Enter');
      const details = page.getByText('nvidia.com/gpu 0 / 8');
      await details.waitFor();
      await hasFocus(toggle);
      await page.keyboard.press('Space');
      await details.waitFor({ state: 'detached' });
      await hasFocus(toggle);
      await close();
    });

    test('Enter on a tab opens it', async () => {
      const { page, close } = await open(PAGES.overview);
      const tab = page
        .getByRole('navigation', { name: 'Parts of this page' })
        .getByRole('link', { name: 'Nodes' });
      await tab.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${CLUSTER}/nodes`);
      assert.equal(await tab.getAttribute('aria-current'), 'page');
      await close();
    });
  });
}
