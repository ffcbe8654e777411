import type { NodeView } from '@runai-portal/backstage-plugin-runai-common';
import { parseQuantity } from '@runai-portal/kube';
import type { NodeFact } from '../facts/nodeFact';
import { nodeReady } from '../facts/nodeFact';
import type { GpuNode } from '../observations/gpuNodes';
import { acceleratorTable } from '../profiles/tables';
import { nodeGpus } from './gpuCapacity';

/** A node as it is shown. `results` are added by whoever has them. */
export function toNodeView(
  node: NodeFact,
  options: {
    /** What is known of its GPUs; undefined for a node without any. */
    gpu?: GpuNode;
    observedAt: string;
    held?: Readonly<Record<string, number>>;
  },
): NodeView {
  const { nodeInfo, capacity, allocatable } = node;
  return {
    name: node.name,
    roles: [...node.roles],
    pool: acceleratorTable()
      .poolLabels.map(key => node.labels[key])
      .find(Boolean),
    ready: nodeReady(node),
    unschedulable: node.unschedulable,
    conditions: node.conditions.map(condition => ({ ...condition })),
    taints: node.taints.map(taint => ({ ...taint })),
    kubeletVersion: nodeInfo?.kubeletVersion,
    osImage: nodeInfo?.osImage,
    kernelVersion: nodeInfo?.kernelVersion,
    architecture: nodeInfo?.architecture,
    containerRuntime: nodeInfo?.containerRuntimeVersion,
    cpu: pair(capacity?.cpu, allocatable?.cpu),
    memoryBytes: pair(bytes(capacity?.memory), bytes(allocatable?.memory)),
    gpus: options.gpu && nodeGpus(options.gpu, options.held),
    results: [],
    createdAt: node.createdAt,
    observedAt: options.observedAt,
  };
}

function pair<Value>(
  capacity: Value | undefined,
  allocatable: Value | undefined,
): { capacity?: Value; allocatable?: Value } | undefined {
  const told = capacity !== undefined || allocatable !== undefined;
  return told ? { capacity, allocatable } : undefined;
}

function bytes(quantity: string | undefined): number | undefined {
  return quantity === undefined
    ? undefined
    : parseQuantity(quantity)?.toNumber();
}
