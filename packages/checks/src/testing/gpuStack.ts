import {
  clusterPolicy,
  daemonSet,
  deployment,
  owner,
  type KubeObject,
} from '@runai-portal/simulator';
import type { FactOutcomes } from '../declarations';
import {
  byAge,
  gpuOperatorFact,
  projectGpuOperatorObject,
  type GpuOperatorFact,
  type GpuOperatorObject,
} from '../facts/gpuOperator';
import type { NodeFact } from '../facts/nodeFact';
import type { GpuStackPod } from '../observations/followUps/waitingPods';
import { gpuDraFact } from '../facts/gpuDra';
import { nodesFact } from '../facts/nodes';
import { type WorkloadFact, workloadsFact } from '../facts/workloads';
import type { Profile } from '../profiles';
import { testProfile } from './evaluateCheck';
import { workloadFacts } from './workloads';
import { nodeFact, type NodeOptions } from './nodes';
import { fact, facts, type FactEntry } from './outcomes';

/** Nothing of the GPU Operator. */
export const NO_OPERATOR: GpuOperatorFact = {
  clusterPolicies: [],
  gpuClusters: [],
  nvidiaDrivers: [],
};

/** Labels that node feature discovery sets where it sees an NVIDIA GPU. */
export const HARDWARE = {
  'feature.node.kubernetes.io/pci-10de.present': 'true',
};

/** The labels of feature discovery in 2021. */
export function olderDriverLabels(
  version: string,
  cuda = '11.0',
): Record<string, string> {
  const [major, minor, rev = ''] = version.split('.');
  const [cudaMajor, cudaMinor] = cuda.split('.');
  return {
    'nvidia.com/cuda.driver.major': major,
    'nvidia.com/cuda.driver.minor': minor,
    'nvidia.com/cuda.driver.rev': rev,
    'nvidia.com/cuda.runtime.major': cudaMajor,
    'nvidia.com/cuda.runtime.minor': cudaMinor,
  };
}

/** A node with GPUs that offers all of them. */
export function gpuNode(
  name: string,
  gpus: number,
  options: NodeOptions = {},
): NodeFact {
  return nodeFact(name, {
    ...options,
    labels: { ...HARDWARE, ...options.labels },
    capacity: { 'nvidia.com/gpu': String(gpus), ...options.capacity },
  });
}

const OWNED = [owner('nvidia.com/v1', 'ClusterPolicy', 'cluster-policy')];

/** The workloads of GPU Operator 1.7.1 as it stood in 2021, on so many nodes. */
export function operatorWorkloads(
  nodes: number,
  driverReady = nodes,
): WorkloadFact[] {
  const namespace = 'gpu-operator-resources';
  return workloadFacts(
    deployment('default', 'gpu-operator', {
      containers: [
        { name: 'gpu-operator', image: 'nvcr.io/nvidia/gpu-operator:v1.7.1' },
      ],
      labels: { 'app.kubernetes.io/component': 'gpu-operator' },
    }),
    daemonSet(namespace, 'nvidia-driver-daemonset', {
      desired: nodes,
      ready: driverReady,
      owners: OWNED,
      containers: [
        {
          name: 'nvidia-driver-ctr',
          image: 'nvcr.io/nvidia/driver:450.80.02-ubuntu20.04',
        },
      ],
    }),
    daemonSet(namespace, 'nvidia-device-plugin-daemonset', {
      desired: nodes,
      ready: driverReady,
      owners: OWNED,
      containers: [
        {
          name: 'nvidia-device-plugin-ctr',
          image: 'nvcr.io/nvidia/k8s-device-plugin:v0.9.0-ubi8',
        },
      ],
    }),
  );
}

/** Operands beside driver and device plugin that tests look at, by the end of their node selector. */
const MORE_OPERANDS = {
  'container-toolkit': {
    name: 'nvidia-container-toolkit-daemonset',
    image: 'nvcr.io/nvidia/k8s/container-toolkit:1.5.0-ubuntu18.04',
  },
  'operator-validator': {
    name: 'nvidia-operator-validator',
    image: 'nvcr.io/nvidia/cloud-native/gpu-operator-validator:v1.7.1',
  },
  'dcgm-exporter': {
    name: 'nvidia-dcgm-exporter',
    image: 'nvcr.io/nvidia/k8s/dcgm-exporter:2.1.8-2.4.0-rc.2-ubuntu20.04',
  },
} as const;

type MoreOperand = keyof typeof MORE_OPERANDS;

/** One of those operands on so many nodes, which it selects by its deploy label where `selecting`. */
export function operandWorkload(
  operand: MoreOperand,
  {
    desired = 1,
    ready = desired,
    selecting = false,
  }: { desired?: number; ready?: number; selecting?: boolean } = {},
): WorkloadFact {
  const { name, image } = MORE_OPERANDS[operand];
  const [workload] = workloadFacts(
    daemonSet('gpu-operator-resources', name, {
      desired,
      ready,
      owners: OWNED,
      image,
      nodeSelector: selecting
        ? { [`nvidia.com/gpu.deploy.${operand}`]: 'true' }
        : undefined,
    }),
  );
  return workload;
}

/** A pod of it on `gpu-1` that is not ready and older than a change may take. */
export function operandPod(
  operand: MoreOperand,
  options: Partial<GpuStackPod> = {},
): GpuStackPod {
  const { name } = MORE_OPERANDS[operand];
  return {
    namespace: 'gpu-operator-resources',
    name: `${name}-x7k2p`,
    node: 'gpu-1',
    maker: `DaemonSet gpu-operator-resources/${name}`,
    phase: 'Pending',
    ready: false,
    restarts: 0,
    createdAt: '2021-04-12T09:40:00Z',
    ...options,
  };
}

/** ClusterPolicies, of 2021 unless said otherwise, as the fact `gpu-operator` keeps them. */
export function operatorFact(
  ...policies: Parameters<typeof clusterPolicy>[0][]
): GpuOperatorFact {
  return {
    ...NO_OPERATOR,
    clusterPolicies: policies
      .map(options =>
        operatorObject(clusterPolicy({ era: '2021', ...options })),
      )
      .sort(byAge),
  };
}

/** An object of the operator's as the fact `gpu-operator` keeps it. */
export function operatorObject(object: KubeObject): GpuOperatorObject {
  const projected = projectGpuOperatorObject(object);
  if (!projected) {
    throw new Error(`${object.kind} has no name`);
  }
  return projected;
}

/** The seed profile with other words on the operator, e.g. a range of versions. */
export function operatorProfile(
  operator: Partial<Profile['gpu']['operator']>,
): Profile {
  const profile = testProfile();
  return {
    ...profile,
    gpu: {
      ...profile.gpu,
      operator: { ...profile.gpu.operator, ...operator },
    },
  };
}

/** The facts that checks of the GPU stack rest on. */
export function gpuFacts(
  nodes: readonly NodeFact[],
  stack: {
    workloads?: readonly WorkloadFact[];
    operator?: GpuOperatorFact;
    more?: FactEntry[];
  } = {},
): FactOutcomes {
  return facts(
    fact(nodesFact, nodes),
    fact(workloadsFact, stack.workloads ?? []),
    fact(gpuOperatorFact, stack.operator ?? NO_OPERATOR),
    fact(gpuDraFact, []),
    ...(stack.more ?? []),
  );
}
