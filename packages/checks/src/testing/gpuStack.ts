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
