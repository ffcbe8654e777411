import type {
  Capacity,
  GpuProductCapacity,
  NodeGpus,
  NodeView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { GpuPodFact } from '../facts/gpuPods';
import { addCounts, type Counts } from '../facts/podRequests';
import { nodeReady, type NodeFact } from '../facts/nodeFact';
import { groupBy } from '../observations/groupBy';
import { labelledCuda, labelledDriver } from '../observations/gpuDrivers';
import type { GpuNode, GpuNodes } from '../observations/gpuNodes';
import { draOffer, sum, wholeNumber } from '../observations/gpuOffer';

/** Under which name the GPUs of ResourceSlices are shown: the driver that offers them. */
const DRA_RESOURCE = 'gpu.nvidia.com';

const WHOLE_GPU = 'nvidia.com/gpu';

/**
 * GPUs of a node.
 *
 * @param held - by the pods on the node, by resource; undefined where pods could not be read: `allocated` is not known then, nor
 *   is it under Dynamic Resource Allocation, where claims hold devices
 */
export function nodeGpus(
  { node: { labels }, offer }: GpuNode,
  held: Counts | undefined,
): NodeGpus {
  const { mig, dra } = offer;
  const byDra = dra !== undefined && offer.capacity === 0;
  const { capacity, allocatable } = byDra ? dra : offer;
  const isSplit = mig && (mig.split > 0 || (mig.strategy ?? 'none') !== 'none');
  const product =
    labels['nvidia.com/gpu.product'] ??
    dra?.product ??
    labels['cloud.google.com/gke-accelerator'];
  const driver = labelledDriver(labels)?.value ?? dra?.driverVersion;
  return {
    product,
    count: wholeNumber(labels['nvidia.com/gpu.count']),
    memoryMiB: wholeNumber(labels['nvidia.com/gpu.memory']),
    driver,
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

/** What the pods hold, by node and resource. */
export function heldByNode(
  pods: readonly GpuPodFact[],
): ReadonlyMap<string, Counts> {
  return new Map(
    [...groupBy(pods, ({ node }) => node)].map(([node, own]) => [
      node,
      own.map(({ gpus }) => gpus).reduce(addCounts),
    ]),
  );
}

/** Units that the node should have: by its labels where they count more than it registered, so that lost GPUs are seen. */
function unitsOf(gpus: NodeGpus): number {
  const split =
    gpus.mig !== undefined && Object.keys(gpus.mig.profiles).length > 0;
  return split ? gpus.capacity : Math.max(gpus.capacity, gpus.count ?? 0);
}

/** Nodes and GPUs of the cluster. `allocated` is told where it is known of each node. */
export function capacityOf(
  nodes: readonly NodeFact[],
  views: readonly NodeView[],
  found: GpuNodes | undefined,
  podsWereRead: boolean,
): Capacity {
  const gpus = views.flatMap(view => view.gpus ?? []);
  const shared = draOffer(found?.sharedSlices ?? []);
  const allocated = gpus.flatMap(one => one.allocated ?? []);
  const isKnown =
    podsWereRead && allocated.length === gpus.length && shared.capacity === 0;
  return {
    nodes: {
      total: nodes.length,
      ready: nodes.filter(node => nodeReady(node) === 'True').length,
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
export function gpusByProduct(
  views: readonly NodeView[],
  held: ReadonlyMap<string, Counts> | undefined,
): GpuProductCapacity[] {
  const groups = new Map<string, GpuProductCapacity>();
  for (const { name, pool, gpus } of views) {
    for (const { resource, total, allocatable } of gpus ? unitsBy(gpus) : []) {
      const product = gpus?.product ?? 'unknown product';
      const key = JSON.stringify([product, pool, resource]);
      const group = groups.get(key) ?? {
        product,
        pool,
        resource,
        nodes: 0,
        memoryMiB: gpus?.memoryMiB,
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
