import type { NodeView } from '@runai-portal/backstage-plugin-runai-common';
import { ago, aResult, DAY } from './builders';

/** A node with eight GPUs. */
export function aGpuNode(
  name: string,
  changes: Partial<NodeView> = {},
): NodeView {
  return {
    name,
    roles: [],
    pool: 'training',
    ready: 'True',
    unschedulable: false,
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        lastTransitionTime: ago(17 * DAY),
      },
    ],
    taints: [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }],
    kubeletVersion: 'v1.20.4',
    osImage: 'Ubuntu 20.04.2 LTS',
    kernelVersion: '5.4.0-70-generic',
    architecture: 'amd64',
    containerRuntime: 'containerd://1.4.4',
    cpu: { capacity: '64', allocatable: '63500m' },
    memoryBytes: { capacity: 540e9, allocatable: 520e9 },
    gpus: {
      product: 'Tesla-V100-SXM2-32GB',
      count: 8,
      memoryMiB: 32768,
      driver: '450.80.02',
      cuda: '11.0',
      capacity: 8,
      allocatable: 8,
      allocated: 6,
      resources: { 'nvidia.com/gpu': { capacity: 8, allocatable: 8 } },
    },
    results: [],
    createdAt: ago(200 * DAY),
    observedAt: ago(12),
    ...changes,
  };
}

/** A GPU node whose driver is broken: it offers none of its GPUs. */
export function aBrokenGpuNode(name: string): NodeView {
  return aGpuNode(name, {
    gpus: {
      product: 'Tesla-V100-SXM2-32GB',
      count: 8,
      capacity: 0,
      allocatable: 0,
      allocated: 0,
      resources: {},
    },
    results: [aResult('gpu.node-driver', name, 'fail')],
  });
}
