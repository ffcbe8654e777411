import type {
  Capacity,
  GpuProductCapacity,
  NodeGpus,
  NodeView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { GpuPodFact } from '../facts/gpuPods';
import type { NodeFact } from '../facts/nodeFact';
import { nodeReady } from '../facts/nodeFact';
import type { Profile } from '../profiles';
import { gpuSignals, totalOf } from '../observations/gpuNodes';
import { labelledCuda, labelledDriver } from '../checks/nvidia/driverLabels';
import { readOffer } from '../checks/nvidia/gpuOffer';

const MIG_RESOURCE = /^nvidia\.com\/(mig-.+)$/;

/**
 * GPUs of a node; undefined for a node without any sign of one.
 *
 * @param held - by the pods on the node, by resource; undefined where pods could not be read: `allocated` is not known then
 */
export function nodeGpus(
  node: NodeFact,
  profile: Profile,
  held: Readonly<Record<string, number>> | undefined,
): NodeGpus | undefined {
  if (gpuSignals(node, profile.gpu.signals).length === 0) {
    return undefined;
  }
  const { labels } = node;
  const offer = readOffer(node, profile.gpu.signals);
  const profiles = Object.entries(offer.resources).flatMap(
    ([resource, { capacity }]) => {
      const mig = MIG_RESOURCE.exec(resource)?.[1];
      return mig ? [[mig, capacity] as const] : [];
    },
  );
  const strategy = labels['nvidia.com/mig.strategy'];
  const count = numberLabel(labels['nvidia.com/gpu.count']);
  return {
    ...present(
      'product',
      labels['nvidia.com/gpu.product'] ??
        labels['cloud.google.com/gke-accelerator'],
    ),
    ...present('count', count),
    ...present('memoryMiB', numberLabel(labels['nvidia.com/gpu.memory'])),
    ...present('driver', labelledDriver(node.labels)?.version),
    ...present('cuda', labelledCuda(node.labels)?.version),
    ...(profiles.length > 0 || (strategy !== undefined && strategy !== 'none')
      ? {
          mig: {
            ...present('strategy', strategy),
            profiles: Object.fromEntries(profiles),
          },
        }
      : {}),
    ...totalOf(offer.resources),
    ...present('allocated', held && sum(Object.values(held))),
    resources: offer.resources,
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

/** Nodes and GPUs of the cluster. Where pods could be read each node has an `allocated`, else none has. */
export function capacityOf(
  nodes: readonly NodeFact[],
  views: readonly NodeView[],
  podsWereRead: boolean,
): Capacity {
  const gpus = views.flatMap(view => view.gpus ?? []);
  return {
    nodes: {
      total: nodes.length,
      ready: nodes.filter(node => nodeReady(node) === 'True').length,
    },
    gpus: {
      total: sum(gpus.map(unitsOf)),
      allocatable: sum(gpus.map(({ allocatable }) => allocatable)),
      ...(podsWereRead && {
        allocated: sum(gpus.map(({ allocated }) => allocated ?? 0)),
      }),
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
          ...(held && { allocated: 0 }),
        };
        groups.set(key, {
          ...group,
          nodes: group.nodes + 1,
          total: group.total + (single ? unitsOf(gpus) : capacity),
          allocatable: group.allocatable + allocatable,
          ...(held && {
            allocated:
              (group.allocated ?? 0) + (held.get(name)?.[resource] ?? 0),
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

function numberLabel(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text)
    ? Number(text)
    : undefined;
}

function present<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [K in Key]?: Value } {
  return value === undefined
    ? {}
    : ({ [key]: value } as { [K in Key]?: Value });
}
