import { cluster } from '../ClusterDeclaration';
import { node, type NodeBuilder } from '../objects/node';
import { pod } from '../objects/pod';
import { csiDriver, persistentVolume, storageClass } from '../objects/storage';
import {
  gpuOperatorCurrent,
  gpuPods,
  haproxyIngress,
  kubePrometheusStack,
  runaiClusterCurrent,
} from '../stacks';
import { upgradeEvents } from './events/upgradeEvents';
import { componentLogs } from './logs/componentLogs';
import { portalRules } from './portalRules';
import {
  type DemoCluster,
  networkStated,
  portalToken,
  researchersStated,
} from './types';

const product = 'NVIDIA A100-SXM4-80GB';
const a100 = {
  memoryMiB: 81920,
  family: 'ampere',
  compute: '8.0',
  machine: 'Google-Compute-Engine',
};

/**
 * Google's Kubernetes with today's Run:ai: two nodes of whole GPUs, one cut into MIG devices. Two things to warn of: a
 * node that is being upgraded, and a second default storage class.
 */
export const cloudGpu: DemoCluster = {
  settings: {
    name: 'cloud-gpu',
    title: 'Cloud GPUs',
    owner: 'group:default/research',
    environment: 'production',
    mode: 'cloud',
    labels: { team: 'research', region: 'europe-west4' },
    contact: { title: '#research-compute' },
    existingPrometheus: true,
    controlPlane: { url: 'https://research.run.ai' },
  },
  attestations: [
    ...networkStated(
      'The egress of the network is open on 443; images were pulled on every pool when the release was made.',
    ),
    ...researchersStated(
      'The groups build their images in the pipeline; nobody has an account on a node.',
    ),
  ],
  declare: now =>
    cluster('cloud-gpu')
      .kubernetes('v1.34.1-gke.1829001')
      .nodes(
        ...['a', 'b'].map(suffix =>
          gpuNode(
            `gke-cloud-gpu-a100-${suffix}`,
            'a100',
            'a2-ultragpu-8g',
          ).gpus(8, product, a100),
        ),
        gpuNode('gke-cloud-gpu-mig-a', 'mig', 'a2-ultragpu-2g')
          .gpus(2, product, a100)
          .mig('mixed', { '1g.10gb': 6, '3g.40gb': 2 }),
        ...['a', 'b', 'c'].map(suffix =>
          gke(`gke-cloud-gpu-system-${suffix}`, 'system', 'e2-standard-8').role(
            'runai-system',
          ),
        ),
        ...['a', 'b'].map(suffix =>
          gke(`gke-cloud-gpu-default-${suffix}`, 'default', 'e2-standard-16'),
        ),
        gke('gke-cloud-gpu-default-c', 'default', 'e2-standard-16').cordoned(),
      )
      .objects(
        gpuOperatorCurrent({
          nodes: 3,
          clusterPolicy: { migStrategy: 'mixed', driverVersion: '580.95.05' },
        }),
        kubePrometheusStack({ era: 'current', nodes: 9 }),
        haproxyIngress({ nodes: 3, default: true, address: '203.0.113.40' }),
        storageClass('standard', 'kubernetes.io/gce-pd', { default: true }),
        storageClass('standard-rwo', 'pd.csi.storage.gke.io', {
          default: true,
          bindingMode: 'WaitForFirstConsumer',
        }),
        storageClass('standard-rwx', 'filestore.csi.storage.gke.io', {
          bindingMode: 'WaitForFirstConsumer',
        }),
        csiDriver('pd.csi.storage.gke.io'),
        csiDriver('filestore.csi.storage.gke.io', { attachRequired: false }),
        persistentVolume('pvc-datasets', {
          storageClass: 'standard-rwx',
          claim: { namespace: 'data', name: 'datasets' },
          csi: {
            driver: 'filestore.csi.storage.gke.io',
            volumeHandle: 'modeInstance/europe-west4-a/datasets/vol1',
          },
        }),
        runaiClusterCurrent({
          version: '2.25.1',
          gpuNodes: 3,
          nodes: 9,
          controlPlaneUrl: 'https://research.run.ai',
          clusterUrl: 'https://cloud-gpu.example.com',
          created: '2026-06-02T10:12:00Z',
        }),
        gpuPods({
          project: 'protein',
          held: { 'gke-cloud-gpu-a100-a': [8], 'gke-cloud-gpu-a100-b': [4, 2] },
        }),
        upgradeEvents(now, 'gke-cloud-gpu-default-c'),
        ...migPods(),
      )
      .controlled({ logsOf: componentLogs(now) })
      .account(portalToken, {
        user: 'runai-portal@example.iam.gserviceaccount.com',
        rules: portalRules,
      }),
};

function gke(name: string, pool: string, machine: string): NodeBuilder {
  return node(name)
    .created('2026-05-28T07:00:00Z')
    .providerId(`gce://research-compute/europe-west4-a/${name}`)
    .kubelet('v1.34.1-gke.1829001')
    .system({
      osImage: 'Ubuntu 22.04.5 LTS',
      kernelVersion: '6.8.0-1030-gke',
      containerRuntimeVersion: 'containerd://2.1.3',
    })
    .labels({
      'cloud.google.com/gke-nodepool': pool,
      'cloud.google.com/gke-os-distribution': 'ubuntu',
      'node.kubernetes.io/instance-type': machine,
      'topology.kubernetes.io/region': 'europe-west4',
      'topology.kubernetes.io/zone': 'europe-west4-a',
    });
}

function gpuNode(name: string, pool: string, machine: string): NodeBuilder {
  return gke(name, pool, machine)
    .capacity({
      cpu: '96',
      memory: '1428430520Ki',
      'ephemeral-storage': '527168036Ki',
    })
    .taint('nvidia.com/gpu', 'NoSchedule', 'present')
    .gpuOperator({ form: 'current' })
    .driver('580.95.05', { cuda: '13.0', form: 'current' });
}

/** Six of the eight MIG devices are in use. */
function migPods(): object[] {
  return ['3g.40gb', '3g.40gb', '1g.10gb', '1g.10gb', '1g.10gb', '1g.10gb'].map(
    (profile, index) =>
      pod('runai-protein', `notebook-${index}-0`, {
        node: 'gke-cloud-gpu-mig-a',
        labels: { project: 'protein' },
        containers: [
          {
            name: 'notebook',
            image: 'jupyter/scipy-notebook:2026-05-01',
            requests: {
              [`nvidia.com/mig-${profile}`]: '1',
              cpu: '2',
              memory: '16Gi',
            },
            limits: { [`nvidia.com/mig-${profile}`]: '1' },
          },
        ],
      }),
  );
}
