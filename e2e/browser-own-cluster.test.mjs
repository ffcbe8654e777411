import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, openPage } from './lib/browser.mjs';
import { temporaryFolder } from './lib/launcher.mjs';
import { startPortal } from './lib/portal.mjs';
import { startSimulatedCluster } from './lib/simulatedCluster.mjs';
import { until } from './lib/until.mjs';

let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

describe('a cluster of one’s own in a browser', () => {
  const files = temporaryFolder();
  let cluster;
  let portal;
  before(async () => {
    cluster = await startSimulatedCluster();
    const path = files.write('kubeconfig', cluster.kubeconfig);
    portal = await startPortal({
      runai: {
        sources: [{ type: 'kubeconfig', path }],
        schedule: { health: { seconds: 5 } },
      },
    });
  });
  after(async () => {
    await portal?.stop();
    await cluster?.stop();
    files.remove();
  });

  test('shows the new result after the checks were run again', async () => {
    const me = await portal.signIn();
    const summary = await until(async () => {
      const { body } = await me.get('/clusters/own-lab/results');
      return body.items?.find(
        item => item.checkId === 'storage.default-class' && item.observedAt,
      );
    }, 'the first run');
    assert.equal(summary.status, 'fail');

    const { page, errors, close } = await openPage(browser);
    await page.goto(portal.address('/runai/clusters/own-lab/prerequisites'));
    await page.getByRole('button', { name: /^All/ }).click(); // the page begins with what does not pass
    const row = page
      .getByRole('button', { expanded: false })
      .filter({ hasText: summary.title });
    const status = row.locator('[role="img"]').first();
    assert.equal(await status.getAttribute('aria-label'), 'Fail');
    await cluster.change('giveStorage');
    await page
      .getByRole('button', { name: /check now/i })
      .first()
      .click();
    await row.locator('[role="img"][aria-label="Pass"]').waitFor();
    await page.getByText('fixed 1').waitFor();
    const { body } = await me.get('/clusters/own-lab/results');
    assert.equal(
      body.items.find(item => item.checkId === 'storage.default-class').status,
      'pass',
    );
    assert.deepEqual(errors, []);
    await close();
  });

  test('greys the values of a cluster that goes away, and comes back by itself', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(portal.address('/runai'));
    await page.getByText('Connected').first().waitFor();
    await cluster.change('break');
    await page
      .getByText(/Unreachable|Cannot be reached/i)
      .first()
      .waitFor();
    await cluster.change('mend');
    await page.getByText('Connected').first().waitFor();
    await close();
  });
});
