import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { inRoot } from '../scripts/lib/root.mjs';
import { launchBrowser, openPage } from './lib/browser.mjs';
import { temporaryFolder } from './lib/launcher.mjs';
import { startPortal } from './lib/portal.mjs';
import { until } from './lib/until.mjs';

const VERSIONS = ['1.20', '1.36'];
const GPU_NODE = 'browser-gpu-1';
const kubeconfigOf = version =>
  process.env[`RUNAI_TEST_KUBECONFIG_${version.replace('.', '_')}`];

/** What the source calls the cluster. */
const contextOf = kubeconfig =>
  /current-context:\s*"?([^"\s]+)/.exec(readFileSync(kubeconfig, 'utf8'))[1];

/** A node as a kubelet and the GPU operator would describe it: four GPUs by its labels, three on offer. */
const gpuNode = version => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: GPU_NODE,
    labels: {
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      'nvidia.com/gpu.present': 'true',
      'nvidia.com/gpu.count': '4',
      'nvidia.com/gpu.product': 'Tesla-V100-SXM2-32GB',
      'nvidia.com/gpu.memory': '32510',
    },
  },
  spec: {
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
  },
  status: {
    capacity: { cpu: '40', memory: '256Gi', 'nvidia.com/gpu': '4' },
    allocatable: { cpu: '40', memory: '250Gi', 'nvidia.com/gpu': '3' },
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
    nodeInfo: {
      architecture: 'amd64',
      operatingSystem: 'linux',
      kubeletVersion: `v${version}.0`,
      kubeProxyVersion: `v${version}.0`,
      osImage: 'Ubuntu 20.04',
      kernelVersion: '5.4.0',
      containerRuntimeVersion: 'containerd://1.4.3',
      bootID: '',
      machineID: '',
      systemUUID: '',
    },
  },
});

/** @param {string[]} [flags] */
function load(kubeconfig, file, flags = []) {
  const { status, stdout, stderr } = spawnSync(
    inRoot('tools/kube/load'),
    [...flags, kubeconfig, file],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, `${stdout}${stderr}`);
}

for (const version of VERSIONS) {
  const kubeconfig = kubeconfigOf(version);
  const skip =
    kubeconfig === undefined &&
    `RUNAI_TEST_KUBECONFIG_${version.replace('.', '_')} is not set`;

  describe(`a real Kubernetes ${version} in a browser`, { skip }, () => {
    const files = temporaryFolder();
    let browser;
    let portal;
    let objects;
    before(async () => {
      objects = files.write(
        'nodes.json',
        JSON.stringify({
          apiVersion: 'v1',
          kind: 'List',
          items: [gpuNode(version)],
        }),
      );
      load(kubeconfig, objects);
      browser = await launchBrowser();
      portal = await startPortal({
        runai: {
          sources: [{ type: 'kubeconfig', path: kubeconfig }],
          clusters: [
            {
              name: contextOf(kubeconfig),
              kubernetesProxy: { enabled: true },
            },
          ],
        },
      });
    });
    after(async () => {
      await portal?.stop();
      await browser?.close();
      load(kubeconfig, objects, ['--remove']);
      files.remove();
    });

    const firstRun = async () => {
      const me = await portal.signIn();
      return until(async () => {
        const { body } = await me.get('/clusters');
        return body.items.find(item => item.readiness.checkedAt);
      }, 'the first run');
    };

    test('shows its version, its node and the GPU that is not on offer', async () => {
      const cluster = await firstRun();
      const { page, errors, close } = await openPage(browser);
      await page.goto(portal.address('/runai'));
      const row = page.getByRole('row').filter({ hasText: cluster.name });
      await row.getByText('Connected').waitFor();
      await row
        .getByText(new RegExp(`^${version.replace('.', '\\.')}\\.`))
        .waitFor();
      await row.getByText('1 not offered').waitFor();
      await row.getByText('Not installed').waitFor();

      await row.getByRole('link', { name: cluster.name }).click();
      await page
        .getByRole('group', { name: 'Connection' })
        .getByText('Connected')
        .waitFor();
      await page.getByRole('link', { name: 'Nodes', exact: true }).click();
      const node = page.getByRole('row').filter({ hasText: GPU_NODE });
      await node.first().getByText('Tesla-V100-SXM2-32GB').waitFor();
      await page
        .getByRole('button', { name: `Details of ${GPU_NODE}` })
        .click();
      await page.getByText('nvidia.com/gpu 3 / 4').waitFor();
      await page.getByText('nvidia.com/gpu=present:NoSchedule').waitFor();
      assert.deepEqual(errors, []);
      await close();
    });

    test('is browsed by its own tables, down to the YAML of its node', async () => {
      const { name } = await firstRun();
      const { page, errors, close } = await openPage(browser);
      await page.goto(
        portal.address(`/runai/clusters/${name}/resources?kind=nodes`),
      );
      const table = page.getByRole('table', { name: 'Node' });
      await table
        .getByRole('row')
        .filter({ hasText: GPU_NODE })
        .getByText(`v${version}.0`)
        .waitFor();
      await table.getByRole('link', { name: GPU_NODE }).click();
      const yaml = page.getByRole('region', { name: `YAML of ${GPU_NODE}` });
      await yaml.getByText('nvidia.com/gpu.count:').waitFor();
      await page.getByRole('button', { name: 'Show managedFields' }).click();
      await yaml.getByText('managedFields:').waitFor();
      await page
        .getByRole('navigation', { name: 'Kinds of resources' })
        .getByRole('link', { name: 'Namespace', exact: true })
        .click();
      await page
        .getByRole('table', { name: 'Namespace' })
        .getByRole('link', { name: 'kube-system' })
        .waitFor();
      await page.getByRole('link', { name: 'Access', exact: true }).click();
      await page.getByText('may do everything with everything').waitFor();
      assert.deepEqual(errors, []);
      await close();
    });
  });
}
