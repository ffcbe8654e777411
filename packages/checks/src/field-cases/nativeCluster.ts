import {
  clusterPolicy,
  configMap,
  crd,
  daemonSet,
  deployment,
  kubeadmCluster,
  type KubeObject,
  nfsStorage,
  node,
  owner,
  persistentVolume,
  prometheus,
  prometheusCrds,
  statefulSet,
} from '@runai-portal/simulator';

/** What the API server of the native cluster calls itself. */
export const NATIVE_VERSION = 'v1.20.2';

const KUBEADM = {
  'kubeadm.alpha.kubernetes.io/cri-socket': '/run/containerd/containerd.sock',
};
const CONTROL_PLANE = ['cp-1', 'cp-2', 'cp-3'];
const GPU_NODES = ['gpu-1', 'gpu-2'];
const NODES = CONTROL_PLANE.length + GPU_NODES.length + 2;
const GPU_OPERATOR = 'v1.10.1';
const OPERANDS = {
  'nvidia-driver-daemonset': 'nvcr.io/nvidia/driver:470.57.02-ubuntu20.04',
  'nvidia-container-toolkit-daemonset':
    'nvcr.io/nvidia/k8s/container-toolkit:v1.9.0-ubuntu18.04',
  'nvidia-device-plugin-daemonset':
    'nvcr.io/nvidia/k8s-device-plugin:v0.11.0-ubi8',
  'gpu-feature-discovery': 'nvcr.io/nvidia/gpu-feature-discovery:v0.5.0-ubi8',
  'nvidia-dcgm-exporter':
    'nvcr.io/nvidia/k8s/dcgm-exporter:2.3.4-2.6.4-ubuntu20.04',
  'nvidia-operator-validator': `nvcr.io/nvidia/cloud-native/gpu-operator-validator:${GPU_OPERATOR}`,
};

/** The healthy kubeadm cluster that cases with `base: native` start from; README.md of the cases describes it. */
export function nativeCluster(): KubeObject[] {
  return [...nodes(), ...platform(), ...gpuOperator(), ...monitoring()];
}

function nodes(): KubeObject[] {
  const builders = [
    ...CONTROL_PLANE.map(name =>
      node(name)
        .controlPlane({ labels: ['master'] })
        .capacity({ cpu: '4', memory: '16Gi' }),
    ),
    node('sys-1')
      .labels({ 'node-role.kubernetes.io/runai-system': 'true' })
      .capacity({ cpu: '16', memory: '64Gi' }),
    node('cpu-1'),
    ...GPU_NODES.map(name =>
      node(name)
        .capacity({ cpu: '64', memory: '512Gi' })
        .gpus(8, 'Tesla V100-SXM2-32GB')
        .gpuOperator()
        .driver('470.57.02', { cuda: '11.4' }),
    ),
  ];
  return builders.map(builder =>
    builder.annotations(KUBEADM).build({ kubeletVersion: NATIVE_VERSION }),
  );
}

function platform(): KubeObject[] {
  return [
    ...kubeadmCluster({
      version: NATIVE_VERSION.slice(1),
      controlPlane: CONTROL_PLANE,
      nodes: NODES,
    }),
    ...nfsStorage({ server: 'nfs.example.com' }),
    persistentVolume('shared-data', {
      storageClass: 'nfs-client',
      capacity: '10Ti',
      claim: { namespace: 'data', name: 'shared-data' },
      nfs: { server: 'nfs.example.com', path: '/export/shared-data' },
    }),
  ];
}

function gpuOperator(): KubeObject[] {
  const namespace = 'gpu-operator';
  const labels = { 'app.kubernetes.io/component': 'gpu-operator' };
  return [
    crd('clusterpolicies.nvidia.com', {
      kind: 'ClusterPolicy',
      scope: 'Cluster',
      singular: 'clusterpolicy',
    }),
    clusterPolicy({
      era: '2021',
      state: 'ready',
      driverVersion: '470.57.02',
      labels,
    }),
    deployment(namespace, 'gpu-operator', {
      labels,
      podLabels: labels,
      image: `nvcr.io/nvidia/gpu-operator:${GPU_OPERATOR}`,
    }),
    ...Object.entries(OPERANDS).map(([name, image]) =>
      daemonSet(namespace, name, {
        desired: GPU_NODES.length,
        image,
        owners: [owner('nvidia.com/v1', 'ClusterPolicy', 'cluster-policy')],
        nodeSelector: { 'nvidia.com/gpu.present': 'true' },
        tolerations: [
          { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
        ],
      }),
    ),
  ];
}

function monitoring(): KubeObject[] {
  const namespace = 'monitoring';
  const named = (name: string) => ({ 'app.kubernetes.io/name': name });
  return [
    ...prometheusCrds(),
    configMap(namespace, 'prometheus-k8s-rulefiles-0', {}),
    prometheus(namespace, 'k8s', { era: '2021' }),
    statefulSet(namespace, 'prometheus-k8s', {
      podLabels: { ...named('prometheus'), prometheus: 'k8s' },
      owners: [owner('monitoring.coreos.com/v1', 'Prometheus', 'k8s')],
      containers: [
        { name: 'prometheus', image: 'quay.io/prometheus/prometheus:v2.26.0' },
      ],
    }),
    deployment(namespace, 'prometheus-operator', {
      podLabels: named('prometheus-operator'),
      image: 'quay.io/prometheus-operator/prometheus-operator:v0.47.0',
    }),
    deployment(namespace, 'kube-state-metrics', {
      podLabels: named('kube-state-metrics'),
      image: 'k8s.gcr.io/kube-state-metrics/kube-state-metrics:v2.0.0',
    }),
    daemonSet(namespace, 'node-exporter', {
      desired: NODES,
      podLabels: named('node-exporter'),
      tolerations: [{ operator: 'Exists' }],
      image: 'quay.io/prometheus/node-exporter:v1.1.2',
    }),
  ];
}
