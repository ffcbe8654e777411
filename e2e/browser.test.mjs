import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { chromium as findChromium } from '../scripts/lib/lanes/machine.mjs';
import { temporaryFolder } from './lib/launcher.mjs';
import { startPortal } from './lib/portal.mjs';
import { startSimulatedCluster } from './lib/simulatedCluster.mjs';
import { until } from './lib/until.mjs';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const { chromium } = require('playwright-core');
const DEADLINE = 60_000;

const PAGES = {
  fleet: '/runai',
  overview: '/runai/clusters/rancher-ml/overview',
  prerequisites: '/runai/clusters/rancher-ml/prerequisites',
  nodes: '/runai/clusters/rancher-ml/nodes',
  history: '/runai/clusters/rancher-ml/history',
};

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});
after(() => browser?.close());

/** A page that collects what goes wrong in it; `storage` is there before the portal's own scripts run. */
async function openPage({ width = 1280, storage = {} } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
  });
  await context.addInitScript(items => {
    Object.entries(items).forEach(([key, value]) =>
      window.localStorage.setItem(key, value),
    );
  }, storage);
  const page = await context.newPage();
  page.setDefaultTimeout(DEADLINE);
  const errors = [];
  page.on(
    'console',
    message => message.type() === 'error' && errors.push(message.text()),
  );
  page.on('pageerror', error => errors.push(String(error)));
  return { page, errors, close: () => context.close() };
}

describe('the demo in a browser', () => {
  let portal;
  before(async () => {
    portal = await startPortal();
    const vera = await portal.signIn('vera');
    await until(async () => {
      const { body } = await vera.get('/clusters');
      return (
        body.items.length === 7 &&
        body.items.every(
          item => item.readiness.checkedAt || item.name === 'edge-dc',
        )
      );
    }, 'the demo clusters to be checked');
  });
  after(() => portal?.stop());

  test('lets one sign in, see the fleet and open a cluster', async () => {
    const { page, errors, close } = await openPage();
    await page.goto(portal.url);
    await page.getByRole('button', { name: /Vera Lindqvist/ }).click();
    await page.waitForURL(`${portal.url}/runai`);
    for (const name of [
      'gpu-prod',
      'ocp-lab',
      'vault',
      'rancher-ml',
      'cloud-gpu',
      'edge-dc',
      'shared-it',
    ]) {
      await page.getByRole('link', { name, exact: true }).waitFor();
    }
    await page.getByText('Demo data').first().waitFor();
    await page.getByRole('link', { name: 'ocp-lab', exact: true }).click();
    await page.waitForURL(/\/runai\/clusters\/ocp-lab/);
    await page
      .getByRole('heading', { name: /ocp-lab|OpenShift lab/ })
      .first()
      .waitFor();
    await page.reload();
    await page
      .getByRole('heading', { name: /ocp-lab|OpenShift lab/ })
      .first()
      .waitFor();
    assert.deepEqual(errors, []);
    await close();
  });

  for (const theme of ['light', 'dark']) {
    for (const width of [1280, 768]) {
      for (const [name, path] of Object.entries(PAGES)) {
        test(`has no accessibility violation on ${name}, ${theme}, ${width} px`, async () => {
          const { page, errors, close } = await openPage({
            width,
            storage: { theme, 'runai-portal.demo-user': 'vera' },
          });
          await page.goto(`${portal.url}${path}`);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await page.waitForFunction(
            () => !document.querySelector('[class*="MuiSkeleton"]'),
          );
          await page.evaluate(axeSource);
          const { violations } = await page.evaluate(() =>
            window.axe.run(document),
          );
          assert.deepEqual(
            violations.map(
              ({ id, nodes }) =>
                `${id}: ${nodes
                  .slice(0, 3)
                  .map(node => node.html.slice(0, 200))
                  .join(' | ')}`,
            ),
            [],
          );
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          assert.ok(
            overflow <= 0,
            `the page is ${overflow} px wider than the window`,
          );
          assert.deepEqual(errors, []);
          await close();
        });
      }
    }
  }
});

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

    const { page, errors, close } = await openPage();
    await page.goto(`${portal.url}/runai/clusters/own-lab/prerequisites`);
    const row = page.getByRole('button', {
      name: new RegExp(`: ${escape(summary.title)}$`),
    });
    const before_ = await row.getAttribute('aria-label');
    await cluster.change('giveStorage');
    await page
      .getByRole('button', { name: /check now/i })
      .first()
      .click();
    await until(async () => {
      const label = await row.getAttribute('aria-label').catch(() => undefined);
      return label && label !== before_;
    }, 'the row to change');
    const { body } = await me.get('/clusters/own-lab/results');
    assert.equal(
      body.items.find(item => item.checkId === 'storage.default-class').status,
      'pass',
    );
    assert.deepEqual(errors, []);
    await close();
  });

  test('greys the values of a cluster that goes away, and comes back by itself', async () => {
    const { page, close } = await openPage();
    await page.goto(`${portal.url}/runai`);
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

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
