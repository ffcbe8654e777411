import type {
  Capacity,
  GpuProductCapacity,
  NodeGpus,
  NodeView,
} from '@runai-portal/backstage-plugin-runai-common';
import { parseQuantity } from '@runai-portal/kube';
import type { Reading } from '../engine/Reading';
import { gpuPodsFact } from '../facts/gpuPods';
import { nodeReady, type NodeFact } from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import { addCounts, type Counts } from '../facts/podRequests';
import { groupBy, sum } from '../observations/collections';
import { labelledCuda, labelledDriver } from '../observations/gpuDrivers';
import { gpuNodesObservation, type GpuNode } from '../observations/gpuNodes';
import { draOffer, wholeNumber } from '../observations/gpuOffer';
import { acceleratorTable } from '../profiles/tables';

/** Under which name the GPUs of ResourceSlices are shown: the driver that offers them. */
const DRA_RESOURCE = 'gpu.nvidia.com';

const WHOLE_GPU = 'nvidia.com/gpu';

/** What pods hold of GPUs, by node and resource; undefined where pods could not be read. */
type Held = ReadonlyMap<string, Counts> | undefined;

/** Nodes and GPUs of the cluster; nothing of them where nodes could not be read. */
export function nodesAndGpus(reading: Reading): {
  capacity?: Capacity;
  gpus?: GpuProductCapacity[];
  nodes?: NodeView[];
} {
  const outcome = reading.outcome(nodesFact);
  if (!outcome?.ok) {
    return {};
  }
  const found = reading.value(gpuNodesObservation);
  const pods = reading.value(gpuPodsFact);
  const held: Held =
    pods &&
    new Map(
      [...groupBy(pods, ({ node }) => node)].map(([node, own]) => [
        node,
        own.map(({ gpus }) => gpus).reduce(addCounts),
      ]),
    );
  const nodes = outcome.value.map(node => {
    const gpu = found?.byName.get(node.name);
    const gpus = gpu && nodeGpus(gpu, held && (held.get(node.name) ?? {}));
    return nodeView(node, gpus, outcome.observedAt);
  });
  const shared = draOffer(found?.sharedSlices ?? []);
  return {
    capacity: capacityOf(nodes, shared, held !== undefined),
    gpus: gpusByProduct(nodes, held),
    nodes,
  };
}

/** A node as it is shown. `results` are added by whoever has them. */
function nodeView(
  node: NodeFact,
  gpus: NodeGpus | undefined,
  observedAt: string,
): NodeView {
  const { nodeInfo, capacity, allocatable } = node;
  const bytes = (amount = '') => parseQuantity(amount)?.toNumber();
  return {
    name: node.name,
    roles: [...node.roles],
    pool: acceleratorTable()
      .poolLabels.map(key => node.labels[key])
      .find(Boolean),
    ready: nodeReady(node),
    unschedulable: node.unschedulable,
    conditions: [...node.conditions],
    taints: [...node.taints],
    kubeletVersion: nodeInfo?.kubeletVersion,
    osImage: nodeInfo?.osImage,
    kernelVersion: nodeInfo?.kernelVersion,
    architecture: nodeInfo?.architecture,
    containerRuntime: nodeInfo?.containerRuntimeVersion,
    cpu: pair(capacity?.cpu, allocatable?.cpu),
    memoryBytes: pair(bytes(capacity?.memory), bytes(allocatable?.memory)),
    gpus,
    results: [],
    createdAt: node.createdAt,
    observedAt,
  };
}

function pair<Value>(
  capacity: Value | undefined,
  allocatable: Value | undefined,
) {
  const told = capacity !== undefined || allocatable !== undefined;
  return told ? { capacity, allocatable } : undefined;
}

/**
 * GPUs of a node.
 *
 * @param held - by the pods on the node, by resource; undefined where pods could not be read: `allocated` is not known then, nor
 *   is it under Dynamic Resource Allocation, where claims hold devices
 */
function nodeGpus(
  { node: { labels }, offer }: GpuNode,
  held: Counts | undefined,
): NodeGpus {
  const { mig, dra } = offer;
  const byDra = dra !== undefined && offer.capacity === 0;
  const { capacity, allocatable } = byDra ? dra : offer;
  const isSplit = mig && (mig.split > 0 || (mig.strategy ?? 'none') !== 'none');
  return {
    product:
      labels['nvidia.com/gpu.product'] ??
      dra?.product ??
      labels['cloud.google.com/gke-accelerator'],
    count: wholeNumber(labels['nvidia.com/gpu.count']),
    memoryMiB: wholeNumber(labels['nvidia.com/gpu.memory']),
    driver: labelledDriver(labels)?.value ?? dra?.driverVersion,
    cuda: labelledCuda(labels)?.value,
    mig: isSplit
      ? { strategy: mig.strategy, profiles: mig.devices }
      : undefined,
    capacity,
    allocatable,
    ...(held && !byDra && { allocated: sum(Object.values(held)) }),
    resources: byDra
      ? { [DRA_RESOURCE]: { capacity, allocatable } }
      : offer.resources,
  };
}

/** Units that the node should have: by its labels where they count more than it registered, so that lost GPUs are seen. */
function unitsOf({ mig, capacity, count = 0 }: NodeGpus): number {
  const isSplit = Object.keys(mig?.profiles ?? {}).length > 0;
  return isSplit ? capacity : Math.max(capacity, count);
}

/** `allocated` is told where it is known of each node. */
function capacityOf(
  nodes: readonly NodeView[],
  shared: ReturnType<typeof draOffer>,
  podsWereRead: boolean,
): Capacity {
  const gpus = nodes.flatMap(node => node.gpus ?? []);
  const allocated = gpus.flatMap(one => one.allocated ?? []);
  const isKnown =
    podsWereRead && allocated.length === gpus.length && shared.capacity === 0;
  return {
    nodes: {
      total: nodes.length,
      ready: nodes.filter(({ ready }) => ready === 'True').length,
    },
    gpus: {
      total: sum(gpus.map(unitsOf)) + shared.capacity,
      allocatable:
        sum(gpus.map(({ allocatable }) => allocatable)) + shared.allocatable,
      ...(isKnown && { allocated: sum(allocated) }),
    },
  };
}

/** GPUs by product, pool and resource; those of a node whose stack does not tell its product are `unknown product`. */
function gpusByProduct(
  nodes: readonly NodeView[],
  held: Held,
): GpuProductCapacity[] {
  const groups = new Map<string, GpuProductCapacity>();
  for (const { name, pool, gpus } of nodes) {
    const { product = 'unknown product', memoryMiB } = gpus ?? {};
    for (const { resource, total, allocatable } of gpus ? unitsBy(gpus) : []) {
      const key = JSON.stringify([product, pool, resource]);
      const group = groups.get(key) ?? {
        product,
        pool,
        resource,
        nodes: 0,
        memoryMiB,
        total: 0,
        allocatable: 0,
        ...(held && resource !== DRA_RESOURCE && { allocated: 0 }),
      };
      group.nodes += 1;
      group.total += total;
      group.allocatable += allocatable;
      if (group.allocated !== undefined) {
        group.allocated += held?.get(name)?.[resource] ?? 0;
      }
      groups.set(key, group);
    }
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.total - a.total ||
      a.product.localeCompare(b.product) ||
      a.resource.localeCompare(b.resource),
  );
}

/** What a node has of each resource. One that offers nothing still has its devices: whole GPUs that are not offered. */
function unitsBy(gpus: NodeGpus) {
  const resources = Object.entries(gpus.resources);
  const offered =
    resources.length > 0
      ? resources
      : [[WHOLE_GPU, { capacity: 0, allocatable: 0 }] as const];
  return offered.map(([resource, { capacity, allocatable }]) => ({
    resource,
    total:
      offered.length === 1 && resource === WHOLE_GPU ? unitsOf(gpus) : capacity,
    allocatable,
  }));
}
