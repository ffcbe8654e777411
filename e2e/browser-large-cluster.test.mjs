import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, openPage } from './lib/browser.mjs';
import { temporaryFolder } from './lib/launcher.mjs';
import { startPortal } from './lib/portal.mjs';
import { startSimulatedCluster } from './lib/simulatedCluster.mjs';
import { until } from './lib/until.mjs';

const GPU_NODES = 4_999;
const PAGE = 100;

let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

describe('a cluster of 5,000 nodes in a browser', () => {
  const files = temporaryFolder();
  let cluster;
  let portal;
  before(async () => {
    cluster = await startSimulatedCluster({ gpuNodes: GPU_NODES });
    const path = files.write('kubeconfig', cluster.kubeconfig);
    portal = await startPortal({
      runai: { sources: [{ type: 'kubeconfig', path }] },
    });
    const me = await portal.signIn();
    await until(
      async () => {
        const { body } = await me.get('/clusters/own-lab/nodes?limit=1');
        return body.totalItems === GPU_NODES + 1;
      },
      'the nodes to be read',
      180,
    );
  });
  after(async () => {
    await portal?.stop();
    await cluster?.stop();
    files.remove();
  });

  /** Opens a page and keeps what it asks for of the nodes. */
  async function open(path) {
    const opened = await openPage(browser);
    const asked = [];
    opened.page.on('request', request => {
      const url = new URL(request.url());
      if (/^\/api\/.*\/nodes$/.test(url.pathname)) asked.push(url.searchParams);
    });
    await opened.page.goto(portal.address(path));
    return { ...opened, asked };
  }

  test('shows the nodes page by page, and never downloads the whole', async () => {
    const { page, errors, asked, close } = await open(
      '/runai/clusters/own-lab/nodes',
    );
    await page.getByText('5000 nodes').waitFor();
    const list = page.getByRole('group', { name: 'Nodes' });
    const rows = page.locator('tbody[data-index]');
    await rows.first().waitFor();
    assert.ok(
      (await rows.count()) < PAGE,
      'only rows in sight are in the page',
    );

    for (let further = 0; further < 3; further += 1) {
      const known = asked.length;
      await list.evaluate(element => {
        element.scrollTop = element.scrollHeight;
      });
      await until(async () => asked.length > known, 'the next page');
    }
    assert.ok(asked.length <= 6, `${asked.length} pages were asked for`);
    assert.deepEqual(
      [...new Set(asked.map(query => query.get('limit')))],
      [`${PAGE}`],
    );
    assert.deepEqual(errors, []);
    await close();
  });

  test('keeps its place while a row opens, and gives the details the room they take', async () => {
    const { page, close } = await open('/runai/clusters/own-lab/nodes');
    const list = page.getByRole('group', { name: 'Nodes' });
    await page.locator('tbody[data-index]').first().waitFor();
    await list.evaluate(element => {
      element.scrollTop = 1500;
    });
    // In the middle of the list, however high the rows are: a click brings into sight what is not.
    const at = await list.evaluate(element => {
      const { top: start, height } = element.getBoundingClientRect();
      const inSight = [...element.querySelectorAll('tbody[data-index]')];
      const middle = inSight.find(
        one => one.getBoundingClientRect().bottom > start + height / 2,
      );
      return Number(middle.dataset.index);
    });
    const row = page.locator(`tbody[data-index="${at}"]`);
    await row.waitFor();
    const top = async locator => (await locator.boundingBox()).y;
    const place = await top(row);
    await row.getByRole('button', { name: /^Details of/ }).click();
    await row.getByText('Kubelet', { exact: true }).waitFor();
    assert.ok(
      Math.abs((await top(row)) - place) < 2,
      'the row stays where it is',
    );
    await until(async () => {
      const { y, height } = await row.boundingBox();
      const next = await top(page.locator(`tbody[data-index="${at + 1}"]`));
      return Math.abs(y + height - next) < 2;
    }, 'the next row to stand beneath the details');
    await close();
  });

  test('shows the GPUs of so many nodes as one bar', async () => {
    const { page, asked, close } = await open(
      '/runai/clusters/own-lab/overview',
    );
    await page
      .getByRole('link', { name: 'See the 4999 nodes with GPUs' })
      .waitFor();
    assert.ok(asked.every(query => Number(query.get('limit')) <= 200));
    await close();
  });
});
