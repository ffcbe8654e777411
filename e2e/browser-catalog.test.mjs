import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  accessibilityViolations,
  launchBrowser,
  openPage,
} from './lib/browser.mjs';
import { temporaryFolder } from './lib/launcher.mjs';
import { startPortal } from './lib/portal.mjs';
import { until } from './lib/until.mjs';

/** Entities as a company writes them, beside those of the demo. */
const clusterEntity = (name, cluster, owner) => `
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: ${name}
  annotations:
    kubernetes.io/api-server: https://${cluster}.example:6443
    runai-portal/cluster: ${cluster}
    runai-portal/kubernetes-plugin: 'false'
spec: { type: kubernetes-cluster, owner: 'group:default/${owner}' }
`;
/** More than the API takes in one question. */
const MANY = Array.from({ length: 30 }, (_, at) =>
  `cluster-${at}-of-a-large-company`.padEnd(63, '0'),
);
const ENTITIES = `${[
  clusterEntity('training-cluster', 'rancher-ml', 'ml-platform'),
  clusterEntity('edge-cluster', 'edge-dc', 'edge'),
  clusterEntity('no-such-cluster', 'no-such', 'it'),
  ...MANY.map(name => clusterEntity(name, 'rancher-ml,edge-dc', 'it')),
].join('---')}---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: with-mistakes
  annotations:
    kubernetes.io/apiserver: https://gpu.example:6443
    kubernetes.io/api-server-certificate-authority: bm90IG9uZQ==
    kubernetes.io/auth-provider: google
    runai-portal/existing-prometheus: true
spec: { type: kubernetes-cluster }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: nightly-training }
spec:
  type: service
  lifecycle: production
  owner: group:default/vision
  dependsOn:
    - resource:default/training-cluster
    - resource:default/edge-cluster
    - resource:default/no-such-cluster
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: everywhere }
spec:
  type: service
  lifecycle: production
  owner: group:default/vision
  dependsOn:
    - resource:default/training-cluster
${MANY.map(name => `    - resource:default/${name}`).join('\n')}
`;

const CLUSTER = '/catalog/default/resource/training-cluster';

/** Each with a text that is there when the page is, and what of it is ours to answer for. */
const PAGES = {
  card: [CLUSTER, 'Open rancher-ml', 'main'],
  stale: ['/catalog/default/resource/edge-cluster', 'Open edge-dc', 'main'],
  unknown: [
    '/catalog/default/resource/no-such-cluster',
    'The portal shows no GPU cluster for this entity',
    'main',
  ],
  dependencies: [
    '/catalog/default/component/nightly-training',
    'no GPU cluster of the portal, or you may not see it',
    'main',
  ],
  many: ['/catalog/default/component/everywhere', 'Show all 31', 'main'],
  tab: [`${CLUSTER}/gpu-cluster`, 'What is wrong', 'main'],
  tabOfChecks: [
    `${CLUSTER}/gpu-cluster/prerequisites?status=all&check=gpu.node-driver`,
    'gpu-07 has no working NVIDIA driver',
    'main',
  ],
  // The frames of these two are their plugins'.
  home: ['/home', 'Worst:', '[role="group"][aria-label="Health"]'],
  search: ['/search?query=rancher', 'Rancher RKE2', 'mark'],
};

let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

describe('the catalog, the home page and the search in a browser', () => {
  const files = temporaryFolder();
  let portal;
  before(async () => {
    portal = await startPortal({
      catalog: {
        locations: [
          'examples/org.yaml',
          'examples/entities.yaml',
          files.write('entities.yaml', ENTITIES),
        ].map(target => ({ type: 'file', target })),
      },
      // The search is told of the clusters when they have been looked at.
      search: {
        collators: {
          runai: {
            schedule: {
              frequency: { seconds: 5 },
              timeout: { minutes: 1 },
              initialDelay: { seconds: 5 },
            },
          },
        },
      },
    });
    const piet = await portal.signIn('piet');
    await until(async () => {
      const { body } = await piet.get('/clusters');
      return (
        body.items.length === 7 &&
        body.items.every(
          item => item.readiness.checkedAt || item.name === 'edge-dc',
        )
      );
    }, 'the demo clusters to be checked');
    const search = portal.withToken(piet.token, 'search');
    await until(async () => {
      const { body } = await search.get('/query?term=rancher');
      return (body.results ?? []).some(({ type }) => type === 'runai-cluster');
    }, 'the search to know of the clusters');
    const catalog = portal.withToken(piet.token, 'catalog');
    await until(async () => {
      const { body } = await catalog.get(
        '/entities/by-name/component/default/everywhere',
      );
      return body.relations?.some(({ type }) => type === 'dependsOn');
    }, 'the catalog to have read its entities');
  });
  after(async () => {
    await portal?.stop();
    files.remove();
  });

  const open = async (path, { theme = 'light', width = 1280 } = {}) => {
    const opened = await openPage(browser, {
      width,
      storage: { theme, 'runai-portal.demo-user': 'piet' },
    });
    await opened.page.goto(`${portal.url}${path}`);
    return opened;
  };

  for (const theme of ['light', 'dark']) {
    for (const width of [1280, 768]) {
      for (const [name, [path, text, ours]] of Object.entries(PAGES)) {
        test(`has no accessibility violation of ours on ${name}, ${theme}, ${width} px`, async () => {
          const { page, errors, close } = await open(path, { theme, width });
          await page.getByText(text).first().waitFor();
          await page.waitForFunction(
            () => !document.querySelector('[class*="MuiSkeleton"]'),
          );
          assert.deepEqual(await accessibilityViolations(page, ours), []);
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

  test('lead from what depends on a cluster to the cluster, and from its entity into every part of its page', async () => {
    const { page, errors, close } = await open(PAGES.dependencies[0]);
    const row = page.getByRole('listitem').filter({ hasText: 'Degraded' });
    await row.getByRole('link', { name: 'rancher-ml' }).waitFor();
    await page
      .getByRole('row')
      .getByRole('link', { name: 'training-cluster' })
      .click();
    await page.getByText('Open rancher-ml').waitFor();
    // The tab; the link to the cluster's own page comes after it.
    await page
      .getByRole('link', { name: 'GPU cluster', exact: true })
      .first()
      .click();
    await page.waitForURL(/\/gpu-cluster\/overview$/);
    const parts = page.getByRole('navigation', { name: 'Parts of this page' });
    await parts.getByRole('link', { name: 'Nodes' }).click();
    await page.waitForURL(`${portal.url}${CLUSTER}/gpu-cluster/nodes`);
    await page.getByText('gpu-07').first().waitFor();
    await page.reload();
    await page.getByText('gpu-07').first().waitFor();
    await page.getByRole('link', { name: 'Open its own page' }).click();
    await page.waitForURL(`${portal.url}/runai/clusters/rancher-ml/nodes`);
    assert.deepEqual(errors, []);
    await close();
  });

  for (const [how, answer] of [
    ['refuses', { status: 403, said: 'You may not see this' }],
    ['is broken', { status: 500, said: 'does not answer as it should' }],
  ]) {
    test(`keep the page of an entity whole where the plugin’s backend ${how}`, async () => {
      const { page, close } = await open(CLUSTER);
      await page.route('**/api/runai/**', route =>
        route.fulfill({
          status: answer.status,
          json: { error: { name: 'Error', message: 'No' } },
        }),
      );
      await page.reload();
      await page.getByText(answer.said).first().waitFor();
      await page.getByText('kubernetes-cluster').first().waitFor();
      assert.deepEqual(await accessibilityViolations(page, 'main'), []);
      await page.unroute('**/api/runai/**');
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await page.getByText('Open rancher-ml').waitFor();
      await close();
    });
  }

  test('say on the page of an entity what is wrong with it, though the catalog would refuse it', async () => {
    const { page, errors, close } = await open(
      '/catalog/default/resource/with-mistakes',
    );
    for (const sentence of [
      'The annotation kubernetes.io/apiserver is not known; kubernetes.io/api-server may be meant.',
      'The annotation kubernetes.io/api-server-certificate-authority does not hold a certificate that can be read.',
      'The annotation runai-portal/existing-prometheus is true or false without quotes; put quotes around it, so that it is text.',
      'spec.owner is missing; it must be a group or a person of the catalog',
    ]) {
      await page.getByText(sentence).first().waitFor();
    }
    assert.deepEqual(errors, []);
    await close();
  });

  test('lead from the home page to the clusters that need somebody', async () => {
    const { page, errors, close } = await open('/home');
    await page.getByRole('link', { name: '1 degraded' }).click();
    await page.waitForURL(/\/runai\?health=degraded/);
    await page.getByRole('link', { name: 'rancher-ml', exact: true }).waitFor();
    assert.deepEqual(errors, []);
    await close();
  });

  test('find a cluster and a check, and lead to them', async () => {
    const { page, errors, close } = await open('/search?query=rancher');
    await page
      .getByRole('listitem')
      .locator('a[href="/runai/clusters/rancher-ml"]')
      .click();
    await page.waitForURL(/\/runai\/clusters\/rancher-ml/);
    await page.goto(`${portal.url}/search?query=driver&types[]=runai-check`);
    await page
      .getByRole('link', { name: 'Every GPU node has a working NVIDIA driver' })
      .click();
    await page.waitForURL(/\/runai\/checks\/gpu\.node-driver/);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    assert.deepEqual(errors, []);
    await close();
  });
});
