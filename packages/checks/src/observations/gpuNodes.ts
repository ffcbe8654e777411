import { parseQuantity } from '@runai-portal/kube';
import {
  NO_QUANTITIES,
  type NodeFact,
  type Quantities,
} from '../facts/nodeFact';
import { parseLabelSelector } from '../facts/labelSelector';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import { remember } from './remember';

/** One sign that a node has NVIDIA GPUs. */
export interface GpuSignal {
  /** `hardware`: NFD saw the device; `resource`: the node offers it; the others are statements. */
  readonly kind: 'hardware' | 'present' | 'resource' | 'cloud' | 'declared';
  readonly key: string;
  readonly value: string;
}

/** A node with NVIDIA GPUs, and how it is known. */
export interface GpuNode {
  readonly node: NodeFact;
  /** At least one. */
  readonly signals: readonly GpuSignal[];
}

/** Capacity and allocatable of one resource, in units of it: whole GPUs, MIG devices, shares. */
export interface GpuResource {
  readonly capacity: number;
  readonly allocatable: number;
}

type Signals = Profile['gpu']['signals'];

/** Who makes accelerators that carry a cloud's accelerator label and are not NVIDIA's. */
const OTHER_MAKERS = /amd|intel|habana|tpu|inferentia|trainium|neuron/i;

/** How a label says that there is no accelerator. */
const NO_ACCELERATOR = /^(false|none|no|0)?$/i;

/**
 * The nodes with NVIDIA GPUs: the union of all signals, since no stack sets every one of them.
 *
 * @remarks The vendor's own tool asks for fourteen labels at once and loses each node that lacks one. `nvidia.com/gpu.present`
 * counts by its value: it is `"false"` on a node that lost its PCI label.
 */
export const gpuNodes = remember(
  (
    nodes: readonly NodeFact[],
    profile: Profile,
    settings: ClusterSettings,
  ): readonly GpuNode[] => {
    const recognise = gpuRecognition(profile, settings);
    return nodes.flatMap(node => {
      const signals = recognise(node);
      return signals.length > 0 ? [{ node, signals }] : [];
    });
  },
);

/** Whether one node has NVIDIA GPUs. */
export function hasGpus(
  node: NodeFact,
  profile: Profile,
  settings: ClusterSettings,
): boolean {
  return gpuRecognition(profile, settings)(node).length > 0;
}

function gpuRecognition(
  profile: Profile,
  settings: ClusterSettings,
): (node: NodeFact) => readonly GpuSignal[] {
  const selector =
    settings.gpuNodes && parseLabelSelector(settings.gpuNodes.selector);
  const declared: GpuSignal | undefined = selector && {
    kind: 'declared',
    key: 'gpuNodes.selector',
    value: selector.text,
  };
  return node => {
    const signals = gpuSignals(node, profile.gpu.signals);
    return declared && selector?.matches(node.labels)
      ? [...signals, declared]
      : signals;
  };
}

/** What nodes that share labels and resources have in common. */
const signalsBy = remember(
  (
    labels: NodeFact['labels'],
    resources: Readonly<Record<string, GpuResource>>,
    signals: Signals,
  ): readonly GpuSignal[] => {
    const found: GpuSignal[] = [];
    for (const key of signals.hardwareLabels) {
      if (labels[key] === 'true') {
        found.push({ kind: 'hardware', key, value: 'true' });
      }
    }
    if (labels[signals.presentLabel] === 'true') {
      found.push({ kind: 'present', key: signals.presentLabel, value: 'true' });
    }
    for (const [resource, { capacity, allocatable }] of Object.entries(
      resources,
    )) {
      if (capacity > 0 || allocatable > 0) {
        found.push({
          kind: 'resource',
          key: `allocatable ${resource}`,
          value: `${allocatable} of ${capacity}`,
        });
      }
    }
    for (const key of signals.cloudLabels) {
      const value = labels[key];
      if (
        value !== undefined &&
        !NO_ACCELERATOR.test(value) &&
        !OTHER_MAKERS.test(value)
      ) {
        found.push({ kind: 'cloud', key, value });
      }
    }
    return found;
  },
);

/** The signals of one node, a selector of the settings aside. */
export function gpuSignals(
  node: NodeFact,
  signals: Signals,
): readonly GpuSignal[] {
  return signalsBy(node.labels, gpuResources(node, signals), signals);
}

const countResources = remember(
  (
    capacities: Quantities,
    allocatables: Quantities,
    patterns: readonly string[],
  ): Readonly<Record<string, GpuResource>> => {
    const names = new Set(
      [...Object.keys(capacities), ...Object.keys(allocatables)].filter(name =>
        patterns.some(pattern => matchesResource(pattern, name)),
      ),
    );
    const found: Record<string, GpuResource> = {};
    for (const name of [...names].sort()) {
      const capacity = count(capacities[name]);
      const allocatable = count(allocatables[name]);
      // A node that tells only one of the two is taken at its word for both.
      if (capacity !== undefined || allocatable !== undefined) {
        found[name] = {
          capacity: capacity ?? allocatable ?? 0,
          allocatable: allocatable ?? capacity ?? 0,
        };
      }
    }
    return found;
  },
);

/** The NVIDIA resources that a node has in its capacity or its allocatable, by name. */
export function gpuResources(
  { capacity = NO_QUANTITIES, allocatable = NO_QUANTITIES }: NodeFact,
  signals: Pick<Signals, 'resources'>,
): Readonly<Record<string, GpuResource>> {
  return countResources(capacity, allocatable, signals.resources);
}

/** Sums over the resources of a node. */
export const totalOf = remember(
  (resources: Readonly<Record<string, GpuResource>>): GpuResource =>
    Object.values(resources).reduce<GpuResource>(
      (sum, { capacity, allocatable }) => ({
        capacity: sum.capacity + capacity,
        allocatable: sum.allocatable + allocatable,
      }),
      { capacity: 0, allocatable: 0 },
    ),
);

function matchesResource(pattern: string, name: string): boolean {
  return pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern;
}

/** Undefined for what is no quantity: unknown, not 0. */
function count(quantity: string | undefined): number | undefined {
  return quantity === undefined
    ? undefined
    : parseQuantity(quantity)?.toNumber();
}
