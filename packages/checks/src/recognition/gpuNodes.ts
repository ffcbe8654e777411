import { parseQuantity } from '@runai-portal/kube';
import type { NodeFact } from '../facts/nodeFact';
import { parseLabelSelector } from '../facts/labelSelector';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';

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

/** Several checks ask the same of the same fact; of thousands of nodes it is worth remembering. Facts are never changed. */
const recognised = new WeakMap<
  readonly NodeFact[],
  { profile: Profile; settings: ClusterSettings; found: readonly GpuNode[] }
>();

/**
 * The nodes with NVIDIA GPUs: the union of all signals, since no stack sets every one of them.
 *
 * @remarks The vendor's own tool asks for fourteen labels at once and loses each node that lacks one. `nvidia.com/gpu.present`
 * counts by its value: it is `"false"` on a node that lost its PCI label.
 */
export function gpuNodes(
  nodes: readonly NodeFact[],
  profile: Profile,
  settings: ClusterSettings,
): readonly GpuNode[] {
  const known = recognised.get(nodes);
  if (known?.profile === profile && known.settings === settings) {
    return known.found;
  }
  const recognise = gpuRecognition(profile, settings);
  const found = nodes.flatMap(node => {
    const signals = recognise(node);
    return signals.length > 0 ? [{ node, signals }] : [];
  });
  recognised.set(nodes, { profile, settings, found });
  return found;
}

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
): (node: NodeFact) => GpuSignal[] {
  const selector =
    settings.gpuNodes && parseLabelSelector(settings.gpuNodes.selector);
  return node => {
    const signals = gpuSignals(node, profile.gpu.signals);
    if (selector?.matches(node.labels)) {
      signals.push({
        kind: 'declared',
        key: 'gpuNodes.selector',
        value: selector.text,
      });
    }
    return signals;
  };
}

/** The signals of one node, a selector of the settings aside. */
export function gpuSignals(node: NodeFact, signals: Signals): GpuSignal[] {
  const found: GpuSignal[] = [];
  for (const key of signals.hardwareLabels) {
    if (node.labels[key] === 'true') {
      found.push({ kind: 'hardware', key, value: 'true' });
    }
  }
  if (node.labels[signals.presentLabel] === 'true') {
    found.push({ kind: 'present', key: signals.presentLabel, value: 'true' });
  }
  for (const [resource, { capacity, allocatable }] of Object.entries(
    gpuResources(node, signals),
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
    const value = node.labels[key];
    if (
      value !== undefined &&
      !NO_ACCELERATOR.test(value) &&
      !OTHER_MAKERS.test(value)
    ) {
      found.push({ kind: 'cloud', key, value });
    }
  }
  return found;
}

/** Recognition, both checks of drivers and plugins, health and the views of nodes ask the same of each node. */
const counted = new WeakMap<
  NodeFact,
  {
    signals: Pick<Signals, 'resources'>;
    found: Readonly<Record<string, GpuResource>>;
  }
>();

/** The NVIDIA resources that a node has in its capacity or its allocatable, by name. */
export function gpuResources(
  node: NodeFact,
  signals: Pick<Signals, 'resources'>,
): Readonly<Record<string, GpuResource>> {
  const known = counted.get(node);
  if (known?.signals === signals) {
    return known.found;
  }
  const found = countResources(node, signals);
  counted.set(node, { signals, found });
  return found;
}

function countResources(
  node: NodeFact,
  signals: Pick<Signals, 'resources'>,
): Record<string, GpuResource> {
  const names = new Set(
    [node.capacity, node.allocatable].flatMap(quantities =>
      Object.keys(quantities ?? {}).filter(name =>
        signals.resources.some(pattern => matchesResource(pattern, name)),
      ),
    ),
  );
  const found: Record<string, GpuResource> = {};
  for (const name of [...names].sort()) {
    const capacity = count(node.capacity?.[name]);
    const allocatable = count(node.allocatable?.[name]);
    // A node that tells only one of the two is taken at its word for both.
    if (capacity !== undefined || allocatable !== undefined) {
      found[name] = {
        capacity: capacity ?? allocatable ?? 0,
        allocatable: allocatable ?? capacity ?? 0,
      };
    }
  }
  return found;
}

/** Sums over the resources of a node. */
export function totalOf(
  resources: Readonly<Record<string, GpuResource>>,
): GpuResource {
  return Object.values(resources).reduce<GpuResource>(
    (sum, { capacity, allocatable }) => ({
      capacity: sum.capacity + capacity,
      allocatable: sum.allocatable + allocatable,
    }),
    { capacity: 0, allocatable: 0 },
  );
}

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
