import type { NodeView } from '@runai-portal/backstage-plugin-runai-common';
import { parseQuantity } from '@runai-portal/kube';
import type { NodeFact } from '../facts/nodeFact';
import { nodeReady } from '../facts/nodeFact';
import { optional } from '../facts/untrusted';
import type { GpuNode } from '../observations/gpuNodes';
import { acceleratorTable } from '../profiles/acceleratorTable';
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
  const pool = acceleratorTable()
    .poolLabels.map(key => node.labels[key])
    .find(Boolean);
  return {
    name: node.name,
    roles: [...node.roles],
    ...optional('pool', pool),
    ready: nodeReady(node),
    unschedulable: node.unschedulable,
    conditions: node.conditions.map(condition => ({ ...condition })),
    taints: node.taints.map(taint => ({ ...taint })),
    ...optional('kubeletVersion', nodeInfo?.kubeletVersion),
    ...optional('osImage', nodeInfo?.osImage),
    ...optional('kernelVersion', nodeInfo?.kernelVersion),
    ...optional('architecture', nodeInfo?.architecture),
    ...optional('containerRuntime', nodeInfo?.containerRuntimeVersion),
    ...optional('cpu', pair(capacity?.cpu, allocatable?.cpu)),
    ...optional(
      'memoryBytes',
      pair(bytes(capacity?.memory), bytes(allocatable?.memory)),
    ),
    ...optional('gpus', options.gpu && nodeGpus(options.gpu, options.held)),
    results: [],
    ...optional('createdAt', node.createdAt),
    observedAt: options.observedAt,
  };
}

function pair<Value>(
  capacity: Value | undefined,
  allocatable: Value | undefined,
) {
  return capacity === undefined && allocatable === undefined
    ? undefined
    : {
        ...optional('capacity', capacity),
        ...optional('allocatable', allocatable),
      };
}

function bytes(quantity: string | undefined): number | undefined {
  return quantity === undefined
    ? undefined
    : parseQuantity(quantity)?.toNumber();
}
