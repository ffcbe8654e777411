import type {
  Capacity,
  GpuProductCapacity,
  NodeGpus,
  NodeView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { GpuPodFact } from '../facts/gpuPods';
import type { NodeFact } from '../facts/nodeFact';
import { nodeReady } from '../facts/nodeFact';
import { labelledCuda, labelledDriver } from '../observations/driverLabels';
import type { GpuNode, GpuNodes } from '../observations/gpuNodes';
import { draOffer, wholeNumber } from '../observations/gpuOffer';

/** Under which name the GPUs of ResourceSlices are shown: the driver that offers them. */
const DRA_RESOURCE = 'gpu.nvidia.com';

/**
 * GPUs of a node.
 *
 * @param held - by the pods on the node, by resource; undefined where pods could not be read: `allocated` is not known then, nor
 *   is it under Dynamic Resource Allocation, where claims hold devices
 */
export function nodeGpus(
  { node: { labels }, offer }: GpuNode,
  held: Readonly<Record<string, number>> | undefined,
): NodeGpus {
  const { mig, dra } = offer;
  const byDra = dra !== undefined && offer.capacity === 0;
  const offered = byDra ? dra : offer;
  const devices = Object.keys(mig?.devices ?? {}).length;
  return {
    ...present(
      'product',
      labels['nvidia.com/gpu.product'] ??
        dra?.product ??
        labels['cloud.google.com/gke-accelerator'],
    ),
    ...present('count', wholeNumber(labels['nvidia.com/gpu.count'])),
    ...present('memoryMiB', wholeNumber(labels['nvidia.com/gpu.memory'])),
    ...present('driver', labelledDriver(labels)?.version ?? dra?.driverVersion),
    ...present('cuda', labelledCuda(labels)?.version),
    ...(mig && (devices > 0 || (mig.strategy ?? 'none') !== 'none')
      ? {
          mig: {
            ...present('strategy', mig.strategy),
            profiles: { ...mig.devices },
          },
        }
      : {}),
    capacity: offered.capacity,
    allocatable: offered.allocatable,
    ...present(
      'allocated',
      byDra ? undefined : held && sum(Object.values(held)),
    ),
    resources: byDra
      ? {
          [DRA_RESOURCE]: {
            capacity: dra.capacity,
            allocatable: dra.allocatable,
          },
        }
      : offer.resources,
  };
}

/** What the pods hold, by node and resource. */
export function heldByNode(
  pods: readonly GpuPodFact[],
): ReadonlyMap<string, Record<string, number>> {
  const held = new Map<string, Record<string, number>>();
  for (const { node, gpus } of pods) {
    const sums = held.get(node) ?? {};
    for (const [resource, value] of Object.entries(gpus)) {
      sums[resource] = (sums[resource] ?? 0) + value;
    }
    held.set(node, sums);
  }
  return held;
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
  const allocated = gpus.map(one => one.allocated);
  return {
    nodes: {
      total: nodes.length,
      ready: nodes.filter(node => nodeReady(node) === 'True').length,
    },
    gpus: {
      total: sum(gpus.map(unitsOf)) + shared.capacity,
      allocatable:
        sum(gpus.map(({ allocatable }) => allocatable)) + shared.allocatable,
      ...present(
        'allocated',
        podsWereRead && allocated.every(known) && shared.capacity === 0
          ? sum(allocated.filter(known))
          : undefined,
      ),
    },
  };
}

/** GPUs by product, pool and resource; those of a node whose stack does not tell its product are `unknown product`. */
export function gpusByProduct(
  views: readonly NodeView[],
  held: ReadonlyMap<string, Record<string, number>> | undefined,
): GpuProductCapacity[] {
  const groups = new Map<string, GpuProductCapacity>();
  for (const { name, pool, gpus } of views) {
    if (gpus) {
      // A node that offers nothing still has its devices: they are counted as whole GPUs that are not offered.
      const offered =
        Object.keys(gpus.resources).length > 0
          ? gpus.resources
          : { 'nvidia.com/gpu': { capacity: 0, allocatable: 0 } };
      const single =
        Object.keys(offered).length === 1 &&
        offered['nvidia.com/gpu'] !== undefined;
      for (const [resource, { capacity, allocatable }] of Object.entries(
        offered,
      )) {
        const product = gpus.product ?? 'unknown product';
        const key = JSON.stringify([product, pool, resource]);
        const group = groups.get(key) ?? {
          product,
          ...present('pool', pool),
          resource,
          nodes: 0,
          ...present('memoryMiB', gpus.memoryMiB),
          total: 0,
          allocatable: 0,
          ...(held && resource !== DRA_RESOURCE && { allocated: 0 }),
        };
        groups.set(key, {
          ...group,
          nodes: group.nodes + 1,
          total: group.total + (single ? unitsOf(gpus) : capacity),
          allocatable: group.allocatable + allocatable,
          ...(group.allocated !== undefined && {
            allocated: group.allocated + (held?.get(name)?.[resource] ?? 0),
          }),
        });
      }
    }
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.total - a.total ||
      a.product.localeCompare(b.product) ||
      a.resource.localeCompare(b.resource),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

function known(value: number | undefined): value is number {
  return value !== undefined;
}

function present<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [K in Key]?: Value } {
  return value === undefined
    ? {}
    : ({ [key]: value } as { [K in Key]?: Value });
}
