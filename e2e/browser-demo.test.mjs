import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  accessibilityViolations,
  launchBrowser,
  openPage,
} from './lib/browser.mjs';
import { describeKeyboard } from './lib/keyboardTests.mjs';
import { startPortal } from './lib/portal.mjs';
import { until } from './lib/until.mjs';

const PAGES = {
  fleet: '/runai',
  checks: '/runai/checks?show=failing',
  check: '/runai/checks/gpu.node-driver?outcome=DriverMissing',
  unknownCheck: '/runai/checks/no.such',
  overview: '/runai/clusters/rancher-ml/overview',
  prerequisites: '/runai/clusters/rancher-ml/prerequisites',
  openCheck:
    '/runai/clusters/rancher-ml/prerequisites?status=all&check=gpu.node-driver&subject=gpu.node-driver/node/gpu-01',
  compare:
    '/runai/clusters/ocp-lab/prerequisites?compare=1&as.mode=airGapped&as.environment=production',
  nodes: '/runai/clusters/rancher-ml/nodes',
  history: '/runai/clusters/rancher-ml/history',
  resources: '/runai/clusters/rancher-ml/resources?kind=pods',
  object: '/runai/clusters/rancher-ml/resources?kind=nodes&object=gpu-07',
  events: '/runai/clusters/vault/resources?kind=events&ns=runai&wide=1',
  log: '/runai/clusters/rancher-ml/resources?kind=pods&object=gpu-operator-resources/nvidia-driver-daemonset-x7k2p&view=log&find=error',
  refused: '/runai/clusters/shared-it/resources?kind=nodes',
  access: '/runai/clusters/shared-it/access',
};
/** Logs and the record of who did what are for few. */
const SEEN_BY = { log: 'piet', access: 'piet' };

let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

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
    const { page, errors, close } = await openPage(browser);
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

  test('offers the templates to whoever may run one, and tells others why not', async () => {
    const form = '/create/templates/default/register-cluster';
    const openAs = async person => {
      const opened = await openPage(browser, {
        storage: { 'runai-portal.demo-user': person },
      });
      await opened.page.goto(`${portal.url}${form}`);
      const { page } = opened;
      await page.getByLabel('Name').fill('gpu-prod');
      await page.getByLabel('Owner').click();
      await page.getByRole('option', { name: /ML platform/ }).click();
      await page.getByRole('button', { name: 'Next' }).click();
      await page
        .getByText('The portal has a cluster gpu-prod already')
        .first()
        .waitFor();
      await page.getByLabel('Name').fill('new-lab');
      await page.getByRole('button', { name: 'Next' }).click();
      return opened;
    };
    const create = page =>
      page.getByTestId('sidebar-root').getByRole('link', { name: 'Create' });

    const vera = await openAs('vera');
    await vera.page.getByText('You may not register clusters').waitFor();
    assert.equal(await create(vera.page).count(), 0);
    await vera.close();

    const piet = await openAs('piet');
    await create(piet.page).waitFor();
    await piet.page.getByLabel('Simulated cluster').selectOption('gpu-prod');
    const told = await piet.page
      .getByText(/^All of them take the token/)
      .innerText();
    await piet.page
      .getByLabel('Token', { exact: true })
      .fill(/token (\S+)\.$/.exec(told)[1]);
    await piet.page
      .getByRole('button', { name: 'Test the connection' })
      .click();
    await piet.page.getByText('The cluster accepts the token').waitFor();
    await piet.close();
  });

  for (const theme of ['light', 'dark']) {
    for (const width of [1280, 768]) {
      for (const [name, path] of Object.entries(PAGES)) {
        test(`has no accessibility violation on ${name}, ${theme}, ${width} px`, async () => {
          const { page, errors, close } = await openPage(browser, {
            width,
            storage: {
              theme,
              'runai-portal.demo-user': SEEN_BY[name] ?? 'vera',
            },
          });
          await page.goto(`${portal.url}${path}`);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await page.waitForFunction(
            () => !document.querySelector('[class*="MuiSkeleton"]'),
          );
          assert.deepEqual(await accessibilityViolations(page), []);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          assert.ok(
            overflow <= 0,
            `the page is ${overflow} px wider than the window`,
          );
          // A browser tells of every answer that is a refusal.
          const refusal =
            name === 'unknownCheck' ? /status of 404/ : /status of 403/;
          assert.deepEqual(
            errors.filter(error => !refusal.test(error)),
            [],
          );
          await close();
        });
      }
    }
  }

  test('leads from the catalogue to a check, and from it to the cluster that fails it', async () => {
    const { page, errors, close } = await openPage(browser, {
      storage: { 'runai-portal.demo-user': 'vera' },
    });
    await page.goto(`${portal.url}/runai`);
    await page
      .getByRole('navigation', { name: 'Parts of this page' })
      .getByRole('link', { name: 'Checks' })
      .click();
    await page
      .getByRole('link', { name: 'Every GPU node has a working NVIDIA driver' })
      .click();
    await page.waitForURL(/\/runai\/checks\/gpu\.node-driver/);
    await page
      .getByRole('region', { name: 'On the clusters' })
      .getByRole('link', { name: 'rancher-ml' })
      .click();
    await page
      .getByRole('group', {
        name: 'Every GPU node has a working NVIDIA driver',
      })
      .getByText('gpu-07 has no working NVIDIA driver')
      .first()
      .waitFor();
    assert.deepEqual(errors, []);
    await close();
  });

  test('says what declaring another mode would change, before it is declared', async () => {
    const { page, errors, close } = await openPage(browser, {
      storage: { 'runai-portal.demo-user': 'vera' },
    });
    await page.goto(`${portal.url}/runai/clusters/ocp-lab/prerequisites`);
    await page.getByRole('button', { name: 'What would change?' }).click();
    await page
      .getByRole('combobox', { name: 'Mode' })
      .selectOption('airGapped');
    await page.getByText(/^Declaring airGapped makes/).waitFor();
    await page.getByText('mode: airGapped').waitFor();
    await page.reload();
    await page.getByText(/^Declaring airGapped makes/).waitFor();
    assert.deepEqual(errors, []);
    await close();
  });

  test('shows why the driver of gpu-07 does not come up, from its pod to its log', async () => {
    const { page, errors, close } = await openPage(browser, {
      storage: { 'runai-portal.demo-user': 'piet' },
    });
    await page.goto(`${portal.url}/runai/clusters/rancher-ml/resources`);
    const kinds = page.getByRole('navigation', { name: 'Kinds of resources' });
    await kinds.getByRole('link', { name: 'Pod', exact: true }).click();
    await page
      .getByRole('searchbox', { name: 'Filter what is loaded' })
      .fill('CrashLoop');
    await page.waitForURL(/q=CrashLoop/);
    await page
      .getByRole('link', { name: 'nvidia-driver-daemonset-x7k2p' })
      .click();
    await page.getByRole('link', { name: 'Events', exact: true }).click();
    await page.getByText('Back-off restarting failed container').waitFor();
    await page.getByRole('link', { name: 'Log', exact: true }).click();
    await page.getByText('nouveau kernel module is loaded').first().waitFor();
    await page.reload();
    await page.getByText('nouveau kernel module is loaded').first().waitFor();
    assert.deepEqual(errors, []);
    await close();
  });

  describeKeyboard(() => ({ browser, url: portal.url }));
});
