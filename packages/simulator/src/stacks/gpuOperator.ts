import { crd } from '../objects/crd';
import { owner, runtimeClass } from '../objects/core';
import type { KubeObject } from '../objects/KubeObject';
import { clusterPolicy, type ClusterPolicyOptions } from '../objects/nvidia';
import { daemonSet, deployment } from '../objects/workloads';

interface Operand {
  name: string;
  container: string;
  image: string;
  /** Of the node label that selects its nodes. */
  deploy: string;
  init?: string[];
  labels?: Record<string, string>;
  /** No node wants it here. */
  unwanted?: boolean;
}

const operands2021: Operand[] = [
  {
    name: 'nvidia-driver-daemonset',
    container: 'nvidia-driver-ctr',
    image: 'nvcr.io/nvidia/driver:450.80.02-ubuntu20.04',
    deploy: 'driver',
  },
  {
    name: 'nvidia-container-toolkit-daemonset',
    container: 'nvidia-container-toolkit-ctr',
    image: 'nvcr.io/nvidia/k8s/container-toolkit:1.5.0-ubuntu18.04',
    deploy: 'container-toolkit',
    init: ['driver-validation'],
  },
  {
    name: 'nvidia-device-plugin-daemonset',
    container: 'nvidia-device-plugin-ctr',
    image: 'nvcr.io/nvidia/k8s-device-plugin:v0.9.0-ubi8',
    deploy: 'device-plugin',
    init: ['toolkit-validation'],
  },
  {
    name: 'gpu-feature-discovery',
    container: 'gpu-feature-discovery',
    image: 'nvcr.io/nvidia/gpu-feature-discovery:v0.4.1',
    deploy: 'gpu-feature-discovery',
    init: ['toolkit-validation'],
    labels: { 'app.kubernetes.io/part-of': 'nvidia-gpu' },
  },
  {
    name: 'nvidia-dcgm-exporter',
    container: 'nvidia-dcgm-exporter',
    image: 'nvcr.io/nvidia/k8s/dcgm-exporter:2.1.8-2.4.0-rc.2-ubuntu20.04',
    deploy: 'dcgm-exporter',
    init: ['toolkit-validation'],
  },
  {
    name: 'nvidia-mig-manager',
    container: 'nvidia-mig-manager',
    image: 'nvcr.io/nvidia/cloud-native/k8s-mig-manager:v0.1.1-ubuntu20.04',
    deploy: 'mig-manager',
    init: ['toolkit-validation'],
    unwanted: true,
  },
  {
    name: 'nvidia-operator-validator',
    container: 'nvidia-operator-validator',
    image: 'nvcr.io/nvidia/cloud-native/gpu-operator-validator:v1.7.1',
    deploy: 'operator-validator',
    init: [
      'driver-validation',
      'toolkit-validation',
      'cuda-validation',
      'plugin-validation',
    ],
    labels: { 'app.kubernetes.io/part-of': 'gpu-operator' },
  },
];

/**
 * GPU Operator 1.7.1 (2021): the operator in `default`, its operands in `gpu-operator-resources`.
 *
 * @param nodes - how many nodes have GPUs
 * @param failing - on how many of them the driver does not come up, and with it nothing that waits for it
 */
export function gpuOperator2021(options: {
  nodes: number;
  failing?: number;
  release?: string;
  created?: string;
}): KubeObject[] {
  const {
    nodes,
    failing = 0,
    release = 'gpu-operator-1623345678',
    created,
  } = options;
  const policy = owner('nvidia.com/v1', 'ClusterPolicy', 'cluster-policy');
  const helm = {
    'meta.helm.sh/release-name': release,
    'meta.helm.sh/release-namespace': 'default',
  };
  return [
    crd('clusterpolicies.nvidia.com', {
      kind: 'ClusterPolicy',
      scope: 'Cluster',
      singular: 'clusterpolicy',
    }),
    // The operator of 2021 stays `ready` when a driver fails later.
    clusterPolicy({ era: '2021', state: 'ready', annotations: helm, created }),
    deployment('default', 'gpu-operator', {
      labels: {
        'app.kubernetes.io/component': 'gpu-operator',
        'app.kubernetes.io/managed-by': 'Helm',
      },
      podLabels: { 'app.kubernetes.io/component': 'gpu-operator' },
      annotations: helm,
      image: 'nvcr.io/nvidia/gpu-operator:v1.7.1',
      created,
    }),
    nodeFeatureDiscovery({
      namespace: 'default',
      release,
      version: 'v0.8.2',
      nodes: nodes + 1,
    }),
    ...operands2021.map(operand =>
      operandSet(
        operand,
        {
          namespace: 'gpu-operator-resources',
          nodes,
          ready: nodes - failing,
          validator:
            'nvcr.io/nvidia/cloud-native/gpu-operator-validator:v1.7.1',
          labels: {},
          created,
        },
        policy,
      ),
    ),
    runtimeClass('nvidia', {
      owners: [policy],
      labels: { 'app.kubernetes.io/component': 'gpu-operator' },
    }),
  ];
}

const operandsCurrent: Operand[] = [
  {
    name: 'nvidia-driver-daemonset',
    container: 'nvidia-driver-ctr',
    image: 'nvcr.io/nvidia/driver:580.95.05-ubuntu22.04',
    deploy: 'driver',
    labels: {
      'app.kubernetes.io/component': 'nvidia-driver',
      'nvidia.com/precompiled': 'false',
    },
  },
  {
    name: 'nvidia-container-toolkit-daemonset',
    container: 'nvidia-container-toolkit-ctr',
    image: 'nvcr.io/nvidia/k8s/container-toolkit:v1.18.0',
    deploy: 'container-toolkit',
    init: ['driver-validation'],
  },
  {
    name: 'nvidia-device-plugin-daemonset',
    container: 'nvidia-device-plugin',
    image: 'nvcr.io/nvidia/k8s-device-plugin:v0.18.0',
    deploy: 'device-plugin',
    init: ['toolkit-validation'],
  },
  {
    name: 'nvidia-device-plugin-mps-control-daemon',
    container: 'mps-control-daemon-ctr',
    image: 'nvcr.io/nvidia/k8s-device-plugin:v0.18.0',
    deploy: 'device-plugin',
    init: ['toolkit-validation'],
    unwanted: true,
  },
  {
    name: 'gpu-feature-discovery',
    container: 'gpu-feature-discovery',
    image: 'nvcr.io/nvidia/k8s-device-plugin:v0.18.0',
    deploy: 'gpu-feature-discovery',
    init: ['toolkit-validation'],
    labels: { 'app.kubernetes.io/part-of': 'nvidia-gpu' },
  },
  {
    name: 'nvidia-dcgm-exporter',
    container: 'nvidia-dcgm-exporter',
    image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.4.1-4.6.0-distroless',
    deploy: 'dcgm-exporter',
    init: ['toolkit-validation'],
  },
  {
    name: 'nvidia-mig-manager',
    container: 'nvidia-mig-manager',
    image: 'nvcr.io/nvidia/cloud-native/k8s-mig-manager:v0.13.0',
    deploy: 'mig-manager',
    init: ['toolkit-validation'],
  },
  {
    name: 'nvidia-operator-validator',
    container: 'nvidia-operator-validator',
    image: 'nvcr.io/nvidia/gpu-operator:v25.10.0',
    deploy: 'operator-validator',
    init: [
      'driver-validation',
      'toolkit-validation',
      'cuda-validation',
      'plugin-validation',
    ],
    labels: { 'app.kubernetes.io/part-of': 'gpu-operator' },
  },
];

/** GPU Operator 25.10: all of it in `gpu-operator`. */
export function gpuOperatorCurrent(options: {
  nodes: number;
  failing?: number;
  version?: string;
  release?: string;
  clusterPolicy?: ClusterPolicyOptions;
  created?: string;
}): KubeObject[] {
  const {
    nodes,
    failing = 0,
    version = 'v25.10.0',
    release = 'gpu-operator',
    created,
  } = options;
  const policy = owner('nvidia.com/v1', 'ClusterPolicy', 'cluster-policy');
  const helm = {
    'meta.helm.sh/release-name': release,
    'meta.helm.sh/release-namespace': 'gpu-operator',
  };
  const labels = {
    'app.kubernetes.io/component': 'gpu-operator',
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/name': 'gpu-operator',
    'app.kubernetes.io/version': version,
    'helm.sh/chart': `gpu-operator-${version}`,
  };
  const nfd = {
    namespace: 'gpu-operator',
    release,
    version: 'v0.18.1',
    nodes: nodes + 2,
  };
  return [
    crd('clusterpolicies.nvidia.com', {
      kind: 'ClusterPolicy',
      scope: 'Cluster',
      singular: 'clusterpolicy',
    }),
    crd('nvidiadrivers.nvidia.com', {
      kind: 'NVIDIADriver',
      scope: 'Cluster',
      versions: ['v1alpha1'],
    }),
    clusterPolicy({
      era: 'current',
      state: failing ? 'notReady' : 'ready',
      labels,
      annotations: helm,
      created,
      ...options.clusterPolicy,
    }),
    deployment('gpu-operator', 'gpu-operator', {
      labels,
      podLabels: { app: 'gpu-operator', ...labels },
      annotations: helm,
      image: `nvcr.io/nvidia/gpu-operator:${version}`,
      created,
    }),
    nodeFeatureDiscovery(nfd),
    ...operandsCurrent.map(operand =>
      operandSet(
        operand,
        {
          namespace: 'gpu-operator',
          nodes,
          ready: nodes - failing,
          validator: `nvcr.io/nvidia/gpu-operator:${version}`,
          labels: {
            'app.kubernetes.io/managed-by': 'gpu-operator',
            'helm.sh/chart': `gpu-operator-${version}`,
          },
          created,
        },
        policy,
      ),
    ),
    ...['nvidia', 'nvidia-cdi', 'nvidia-legacy'].map(name =>
      runtimeClass(name, {
        owners: [policy],
        labels: { 'app.kubernetes.io/component': 'gpu-operator' },
      }),
    ),
  ];
}

function operandSet(
  operand: Operand,
  operator: {
    namespace: string;
    nodes: number;
    ready: number;
    validator: string;
    labels: Record<string, string>;
    created?: string;
  },
  policy: ReturnType<typeof owner>,
): KubeObject {
  const labels = { app: operand.name, ...operator.labels, ...operand.labels };
  return daemonSet(operator.namespace, operand.name, {
    desired: operand.unwanted ? 0 : operator.nodes,
    ready: operand.unwanted ? 0 : operator.ready,
    labels,
    podLabels: { app: operand.name, ...operand.labels },
    annotations: { 'deprecated.daemonset.template.generation': '1' },
    owners: [policy],
    nodeSelector: { [`nvidia.com/gpu.deploy.${operand.deploy}`]: 'true' },
    tolerations: [
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ],
    initContainers: operand.init?.map(name => ({
      name,
      image: operator.validator,
    })),
    containers: [{ name: operand.container, image: operand.image }],
    created: operator.created,
  });
}

function nodeFeatureDiscovery(options: {
  namespace: string;
  release: string;
  version: string;
  nodes: number;
}): KubeObject {
  const { namespace, release, version, nodes } = options;
  const labels = {
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/name': 'node-feature-discovery',
    role: 'worker',
  };
  const image = version.startsWith('v0.8')
    ? `k8s.gcr.io/nfd/node-feature-discovery:${version}`
    : `registry.k8s.io/nfd/node-feature-discovery:${version}`;
  return daemonSet(namespace, `${release}-node-feature-discovery-worker`, {
    desired: nodes,
    labels: {
      ...labels,
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/version': version,
    },
    podLabels: labels,
    containers: [{ name: 'worker', image }],
  });
}
