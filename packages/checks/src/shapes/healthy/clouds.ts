import {
  cluster,
  csiDriver,
  gatewayApi,
  gpuOperatorCurrent,
  haproxyIngress,
  kubePrometheusStack,
  runaiClusterCurrent,
  storageClass,
} from '@runai-portal/simulator';
import type { Dress, HealthyShape } from '../HealthyShape';
import { a100, named, system, ubuntu22 } from './nodes';
import { KUBE_PROMETHEUS } from './parts';

const gpuNodes = named('gpu', 3);
const systemNodes = named('sys', 3);
const parts = {
  ...KUBE_PROMETHEUS,
  gpuNodes,
  systemNodes,
  gpuOperands: 'gpu-operator',
} as const;
const settings = {
  environment: 'production',
  mode: 'cloud',
  existingPrometheus: true,
} as const;

/** What all three have: nodes of the provider, operator, Prometheus, a class for blocks and one for files. */
function managed(
  id: string,
  options: {
    version: string;
    dress: Dress;
    operator: string;
    block: { name: string; provisioner: string };
    files: { name: string; provisioner: string };
  },
) {
  const { version, dress, operator, block, files } = options;
  return cluster(id)
    .kubernetes(version)
    .nodes(
      ...gpuNodes.map(name =>
        a100(name, dress).taint('nvidia.com/gpu', 'NoSchedule', 'present'),
      ),
      ...systemNodes.map(name => system(name, dress)),
    )
    .objects(
      gpuOperatorCurrent({ nodes: 3, version: operator }),
      kubePrometheusStack({ era: 'current', nodes: 6 }),
      storageClass(block.name, block.provisioner, {
        default: true,
        bindingMode: 'WaitForFirstConsumer',
      }),
      storageClass(files.name, files.provisioner),
      csiDriver(block.provisioner),
      csiDriver(files.provisioner, { attachRequired: false }),
      haproxyIngress({ default: true, address: '203.0.113.10' }),
    )
    .controlled();
}

/** EKS on Ubuntu: the later documents exclude Bottlerocket and Amazon Linux. */
export const eks: HealthyShape = {
  id: 'eks',
  title: 'Amazon EKS 1.33',
  settings: { ...settings, profile: 'runai-2.25' },
  parts: { ...parts, sharedClass: 'efs-sc', defaultClass: 'gp3' },
  declare: () =>
    managed('eks', {
      version: 'v1.33.1-eks-595af52',
      dress: builder =>
        ubuntu22(builder)
          .providerId('aws:///eu-central-1a/i-0a1b2c3d4e5f60718')
          .labels({
            'eks.amazonaws.com/nodegroup': 'main',
            'topology.kubernetes.io/zone': 'eu-central-1a',
          }),
      operator: 'v25.10.0',
      block: { name: 'gp3', provisioner: 'ebs.csi.aws.com' },
      files: { name: 'efs-sc', provisioner: 'efs.csi.aws.com' },
    }),
};

/** GKE on Ubuntu nodes, with Run:ai installed. */
export const gke: HealthyShape = {
  id: 'gke',
  title: 'Google GKE 1.34',
  settings: { ...settings, profile: 'runai-2.25' },
  parts: {
    ...parts,
    sharedClass: 'standard-rwx',
    defaultClass: 'standard-rwo',
  },
  declare: () =>
    managed('gke', {
      version: 'v1.34.1-gke.1829001',
      dress: builder =>
        ubuntu22(builder)
          .providerId('gce://project/europe-west4-a/node')
          .labels({
            'cloud.google.com/gke-nodepool': 'main',
            'cloud.google.com/gke-os-distribution': 'ubuntu',
            'topology.kubernetes.io/zone': 'europe-west4-a',
          }),
      operator: 'v25.10.0',
      block: { name: 'standard-rwo', provisioner: 'pd.csi.storage.gke.io' },
      files: {
        name: 'standard-rwx',
        provisioner: 'filestore.csi.storage.gke.io',
      },
    }).objects(
      // A cluster of GKE has the Gateway API and its classes from the start.
      gatewayApi('gke-l7-global-external-managed', 'networking.gke.io/gateway'),
      runaiClusterCurrent({
        version: '2.25.1',
        gpuNodes: 3,
        nodes: 6,
        controlPlaneUrl: 'https://research.run.ai',
        clusterUrl: 'https://gpu.example.com',
        created: '2026-06-02T10:12:00Z',
      }),
    ),
};

/** AKS, whose classes are of two CSI drivers of its own. */
export const aks: HealthyShape = {
  id: 'aks',
  title: 'Azure AKS 1.33',
  settings: { ...settings, profile: 'runai-2.25' },
  parts: {
    ...parts,
    sharedClass: 'azurefile-csi',
    defaultClass: 'managed-csi',
  },
  declare: () =>
    managed('aks', {
      version: 'v1.33.2',
      dress: builder =>
        ubuntu22(builder)
          .providerId('azure:///subscriptions/0/virtualMachines/0')
          .labels({
            'kubernetes.azure.com/cluster': 'MC_gpu_westeurope',
            'kubernetes.azure.com/agentpool': 'main',
            'topology.kubernetes.io/zone': 'westeurope-1',
          }),
      operator: 'v25.10.0',
      block: { name: 'managed-csi', provisioner: 'disk.csi.azure.com' },
      files: { name: 'azurefile-csi', provisioner: 'file.csi.azure.com' },
    }),
};
