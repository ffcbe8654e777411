import { gpuDraFact } from '../../facts/gpuDra';
import {
  fact,
  type EvaluateCheckOptions,
  type OutcomeCases,
} from '../../testing';
import {
  gpuFacts,
  gpuNode,
  HARDWARE,
  NO_OPERATOR,
  olderDriverLabels,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { nodeFact, type NodeOptions } from '../../testing/nodes';
import type { nodeDevicePlugin } from './nodeDevicePlugin';

/** One GPU node with a driver, and what it offers. */
function node(
  labels: NodeOptions['labels'],
  capacity: NodeOptions['capacity'],
  allocatable = capacity,
): EvaluateCheckOptions {
  const gpu = nodeFact('gpu-1', {
    labels: { ...HARDWARE, ...olderDriverLabels('450.80.02'), ...labels },
    capacity,
    allocatable,
  });
  return { facts: gpuFacts([gpu], { workloads: operatorWorkloads(1) }) };
}

/** GPUs of ResourceSlices, and a node that has none of them. */
function underDra(tainted?: number): EvaluateCheckOptions {
  return {
    facts: gpuFacts([nodeFact('gpu-1', { labels: HARDWARE })], {
      more: [fact(gpuDraFact, [{ node: 'gpu-1', devices: 8, tainted }])],
    }),
  };
}

const GPU = 'nvidia.com/gpu';
const COUNT = 'nvidia.com/gpu.count';

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof nodeDevicePlugin> = {
  AllOffered: node({ [COUNT]: '8' }, { [GPU]: '8' }),
  NoneOffered: node({ [COUNT]: '8' }, { [GPU]: '0' }),
  SomeNotOffered: node({ [COUNT]: '8' }, { [GPU]: '8' }, { [GPU]: '7' }),
  FewerThanHardware: node({ [COUNT]: '8' }, { [GPU]: '7' }),
  NotComparable: node({ [COUNT]: '8' }, { [GPU]: '32' }),
  OfferedUnderOtherName: node({}, { 'aliyun.com/gpu-mem': '120' }),
  StaleWholeGpus: node(
    { [COUNT]: '2', 'nvidia.com/mig.strategy': 'mixed' },
    { [GPU]: '2', 'nvidia.com/mig-1g.10gb': '14' },
  ),
  MigFailed: node(
    {
      'nvidia.com/mig.config': 'all-1g.5gb',
      'nvidia.com/mig.config.state': 'failed',
    },
    { [GPU]: '8' },
  ),
  MigInvalid: node(
    {
      'nvidia.com/mig.strategy': 'single',
      'nvidia.com/gpu.product': 'A100-SXM4-40GB-MIG-INVALID',
    },
    { [GPU]: '0' },
  ),
  MigUnderWay: node(
    {
      'nvidia.com/mig.config': 'all-1g.5gb',
      'nvidia.com/mig.config.state': 'pending',
    },
    { [GPU]: '0' },
  ),
  NoResourceSlice: {
    facts: gpuFacts(
      [gpuNode('gpu-1', 0), nodeFact('gpu-2', { labels: HARDWARE })],
      {
        operator: {
          ...NO_OPERATOR,
          gpuClusters: [{ name: 'gpu-cluster', driverDisabled: false }],
        },
        more: [fact(gpuDraFact, [{ node: 'gpu-2', devices: 8 }])],
      },
    ),
  },
  SomeTainted: underDra(2),
  OfferedByDra: underDra(),
  Simulated: node({ type: 'kwok' }, { [GPU]: '8' }),
  RunsElsewhere: node({ type: 'virtual-kubelet' }, { [GPU]: '8' }),
  GivenToVirtualMachines: node(
    { 'nvidia.com/gpu.workload.config': 'vm-passthrough' },
    {},
  ),
};
