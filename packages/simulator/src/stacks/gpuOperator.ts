import { crd } from '../objects/crd';
import { owner, runtimeClass } from '../objects/core';
import type { KubeObject } from '../objects/KubeObject';
import { clusterPolicy, type ClusterPolicyOptions } from '../objects/nvidia';
import { daemonSet, deployment } from '../objects/workloads';
import type { PrinterColumn } from '../resources/types';
import { operands2021, operandsCurrent, type Operand } from './gpuOperands';

/** What both eras are asked for. */
interface GpuOperatorOptions {
  /** How many nodes have GPUs. */
  nodes: number;
  /** On how many of them the driver does not come up, and with it nothing that waits for it. */
  failing?: number;
  release?: string;
  created?: string;
}

/** What tells one era of the operator from another. */
interface Era {
  /** Of the operator and of feature discovery. */
  namespace: string;
  operandNamespace: string;
  image: string;
  /** Of the validator, which every operand waits with. */
  validator: string;
  labels: Record<string, string>;
  podLabels: Record<string, string>;
  operands: readonly Operand[];
  operandLabels: Record<string, string>;
  clusterPolicy: ClusterPolicyOptions;
  /** Of the table of ClusterPolicies; that of 2021 had none of its own. */
  policyColumns?: PrinterColumn[];
  /** Definitions beside that of ClusterPolicy. */
  definitions: KubeObject[];
  /** With how many nodes without GPUs it also runs. */
  discovery: { image: string; version: string; otherNodes: number };
  runtimeClasses: readonly string[];
}

/** GPU Operator 1.7.1 (2021): the operator in `default`, its operands in `gpu-operator-resources`. */
export function gpuOperator2021(options: GpuOperatorOptions): KubeObject[] {
  const validator = 'nvcr.io/nvidia/cloud-native/gpu-operator-validator:v1.7.1';
  return gpuOperator(
    { release: 'gpu-operator-1623345678', ...options },
    {
      namespace: 'default',
      operandNamespace: 'gpu-operator-resources',
      image: 'nvcr.io/nvidia/gpu-operator:v1.7.1',
      validator,
      labels: {
        'app.kubernetes.io/component': 'gpu-operator',
        'app.kubernetes.io/managed-by': 'Helm',
      },
      podLabels: { 'app.kubernetes.io/component': 'gpu-operator' },
      operands: operands2021,
      operandLabels: {},
      // The operator of 2021 stays `ready` when a driver fails later.
      clusterPolicy: { era: '2021', state: 'ready' },
      definitions: [],
      discovery: {
        image: 'k8s.gcr.io/nfd/node-feature-discovery',
        version: 'v0.8.2',
        otherNodes: 1,
      },
      runtimeClasses: ['nvidia'],
    },
  );
}

/** GPU Operator 25.10: all of it in `gpu-operator`. */
export function gpuOperatorCurrent(
  options: GpuOperatorOptions & {
    version?: string;
    clusterPolicy?: ClusterPolicyOptions;
  },
): KubeObject[] {
  const { failing, version = 'v25.10.0', release = 'gpu-operator' } = options;
  const image = `nvcr.io/nvidia/gpu-operator:${version}`;
  const chart = { 'helm.sh/chart': `gpu-operator-${version}` };
  const labels = {
    'app.kubernetes.io/component': 'gpu-operator',
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/name': 'gpu-operator',
    'app.kubernetes.io/version': version,
    ...chart,
  };
  return gpuOperator(
    { ...options, release },
    {
      namespace: 'gpu-operator',
      operandNamespace: 'gpu-operator',
      image,
      validator: image,
      labels,
      podLabels: { app: 'gpu-operator', ...labels },
      operands: operandsCurrent,
      operandLabels: {
        'app.kubernetes.io/managed-by': 'gpu-operator',
        ...chart,
      },
      clusterPolicy: {
        era: 'current',
        state: failing ? 'notReady' : 'ready',
        labels,
        ...options.clusterPolicy,
      },
      policyColumns: [
        { name: 'Status', type: 'string', jsonPath: '.status.state' },
        {
          name: 'Age',
          // The operator declares it so, and the server prints the time itself.
          type: 'string',
          jsonPath: '.metadata.creationTimestamp',
        },
      ],
      definitions: [
        crd('nvidiadrivers.nvidia.com', {
          kind: 'NVIDIADriver',
          scope: 'Cluster',
          versions: ['v1alpha1'],
        }),
      ],
      discovery: {
        image: 'registry.k8s.io/nfd/node-feature-discovery',
        version: 'v0.18.1',
        otherNodes: 2,
      },
      runtimeClasses: ['nvidia', 'nvidia-cdi', 'nvidia-legacy'],
    },
  );
}

function gpuOperator(
  options: GpuOperatorOptions & { release: string },
  era: Era,
): KubeObject[] {
  const { nodes, failing = 0, release, created } = options;
  const policy = owner('nvidia.com/v1', 'ClusterPolicy', 'cluster-policy');
  const annotations = {
    'meta.helm.sh/release-name': release,
    'meta.helm.sh/release-namespace': era.namespace,
  };
  return [
    crd('clusterpolicies.nvidia.com', {
      kind: 'ClusterPolicy',
      scope: 'Cluster',
      singular: 'clusterpolicy',
      columns: era.policyColumns,
    }),
    ...era.definitions,
    clusterPolicy({ annotations, created, ...era.clusterPolicy }),
    deployment(era.namespace, 'gpu-operator', {
      labels: era.labels,
      podLabels: era.podLabels,
      annotations,
      image: era.image,
      created,
    }),
    nodeFeatureDiscovery(era, release, nodes),
    ...era.operands.map(operand =>
      operandSet(operand, {
        era,
        nodes,
        ready: nodes - failing,
        created,
        policy,
      }),
    ),
    ...era.runtimeClasses.map(name =>
      runtimeClass(name, {
        owners: [policy],
        labels: { 'app.kubernetes.io/component': 'gpu-operator' },
      }),
    ),
  ];
}

function operandSet(
  operand: Operand,
  {
    era,
    nodes,
    ready,
    created,
    policy,
  }: {
    era: Era;
    nodes: number;
    ready: number;
    created?: string;
    policy: ReturnType<typeof owner>;
  },
): KubeObject {
  const labels = { app: operand.name, ...era.operandLabels, ...operand.labels };
  return daemonSet(era.operandNamespace, operand.name, {
    desired: operand.unwanted ? 0 : nodes,
    ready: operand.unwanted ? 0 : ready,
    labels,
    podLabels: { app: operand.name, ...operand.labels },
    annotations: { 'deprecated.daemonset.template.generation': '1' },
    owners: [policy],
    nodeSelector: { [`nvidia.com/gpu.deploy.${operand.deploy}`]: 'true' },
    tolerations: [
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ],
    initContainers: operand.init?.map(name => ({ name, image: era.validator })),
    containers: [{ name: operand.container, image: operand.image }],
    created,
  });
}

function nodeFeatureDiscovery(
  { namespace, discovery }: Era,
  release: string,
  nodes: number,
): KubeObject {
  const { image, version, otherNodes } = discovery;
  const labels = {
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/name': 'node-feature-discovery',
    role: 'worker',
  };
  return daemonSet(namespace, `${release}-node-feature-discovery-worker`, {
    desired: nodes + otherNodes,
    labels: {
      ...labels,
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/version': version,
    },
    podLabels: labels,
    containers: [{ name: 'worker', image: `${image}:${version}` }],
  });
}
