import type { NodeFact } from '../facts/nodeFact';
import type { Profile } from '../profiles';
import {
  acceleratorTable,
  type AcceleratorTable,
} from '../profiles/acceleratorTable';
import { nodeResources, type NodeResources } from './gpuResources';
import { memoize } from './memoize';

/** One sign that a node has NVIDIA GPUs. */
export interface GpuSignal {
  /**
   * `hardware`: NFD saw the device; `resource`: the node offers it; `registered`: it once did, and offers none now; `slice`: a
   * ResourceSlice of the node has it; the others are statements.
   */
  readonly kind:
    | 'hardware'
    | 'present'
    | 'resource'
    | 'registered'
    | 'slice'
    | 'cloud'
    | 'declared';
  readonly key: string;
  readonly value: string;
}

type Labels = NodeFact['labels'];
type Signals = Profile['gpu']['signals'];

const signalsBy = memoize(
  (
    labels: Labels,
    resources: NodeResources,
    signals: Signals,
  ): readonly GpuSignal[] => {
    const table = acceleratorTable();
    const certain = [
      ...hardwareSignals(labels, signals, table),
      ...resourceSignals(resources),
    ];
    // Another maker's node may carry a general label, or NVIDIA's own, set by hand for a scheduler: the devices count.
    return certain.length === 0 && isOtherMakers(labels, resources, table)
      ? []
      : [
          ...certain,
          ...statedSignals(labels, signals, table),
          ...registeredSignals(resources),
        ];
  },
);

/** The signs of one node, found once for all nodes that share labels and resources; selectors and ResourceSlices aside. */
export function gpuSignals(
  node: NodeFact,
  signals: Signals,
): readonly GpuSignal[] {
  return signalsBy(node.labels, nodeResources(node, signals), signals);
}

function hardwareSignals(
  labels: Labels,
  { hardwareLabels }: Signals,
  { pci }: AcceleratorTable,
): GpuSignal[] {
  const found = new Set(hardwareLabels.filter(key => labels[key] === 'true'));
  for (const [key, value] of Object.entries(labels)) {
    if (value === 'true' && isGpuDevice(pciFields(key, pci), pci)) {
      found.add(key);
    }
  }
  return [...found].map(key => ({ kind: 'hardware', key, value: 'true' }));
}

/** The fields of NFD's label, e.g. `['0302', '10de']`; undefined for another label. */
function pciFields(
  key: string,
  { prefix, suffixes }: AcceleratorTable['pci'],
): string[] | undefined {
  const suffix = key.startsWith(prefix)
    ? suffixes.find(end => key.endsWith(end))
    : undefined;
  return suffix === undefined
    ? undefined
    : key
        .slice(prefix.length, -suffix.length)
        .toLowerCase()
        .replaceAll('-', '_')
        .split('_');
}

function isGpuDevice(
  fields: readonly string[] | undefined,
  { vendor, displayClass, highestClass, otherDevices }: AcceleratorTable['pci'],
): boolean {
  const at = fields?.indexOf(vendor) ?? -1;
  // Further back stands the vendor of the board that another maker's device is on.
  if (!fields || at < 0 || at > 1) {
    return false;
  }
  const [first] = fields;
  const isClass = at === 1 && first.slice(0, 2) <= highestClass;
  return isClass
    ? first.startsWith(displayClass)
    : !fields.some(field => otherDevices.includes(field));
}

function resourceSignals({
  gpus,
  shares,
  forVirtualMachines,
}: NodeResources): GpuSignal[] {
  return Object.entries({ ...gpus, ...shares, ...forVirtualMachines })
    .filter(([, { capacity, allocatable }]) => capacity > 0 || allocatable > 0)
    .map(([resource, { capacity, allocatable }]) => ({
      kind: 'resource',
      key: `allocatable ${resource}`,
      value: `${allocatable} of ${capacity}`,
    }));
}

/** The kubelet keeps the name of a resource whose plugin is gone: the node had GPUs that nobody offers any more. */
function registeredSignals({ gpus, total }: NodeResources): GpuSignal[] {
  return total.capacity > 0 || total.allocatable > 0
    ? []
    : Object.keys(gpus).map(resource => ({
        kind: 'registered',
        key: `capacity ${resource}`,
        value: '0',
      }));
}

/** `nvidia.com/gpu.present` counts by its value: it is `"false"` on a node that lost its PCI label. */
function statedSignals(
  labels: Labels,
  { presentLabel, cloudLabels }: Signals,
  { generalLabels, namesNvidia, namesOther, saysNone }: AcceleratorTable,
): GpuSignal[] {
  const found: GpuSignal[] = [];
  if (labels[presentLabel] === 'true') {
    found.push({ kind: 'present', key: presentLabel, value: 'true' });
  }
  for (const key of cloudLabels) {
    const value = labels[key];
    if (
      value !== undefined &&
      !saysNone(value) &&
      (namesNvidia(value) || (!generalLabels.has(key) && !namesOther(value)))
    ) {
      found.push({ kind: 'cloud', key, value });
    }
  }
  return found;
}

function isOtherMakers(
  labels: Labels,
  { other }: NodeResources,
  { pci, otherPciVendors }: AcceleratorTable,
): boolean {
  return (
    other !== undefined ||
    Object.entries(labels).some(
      ([key, value]) =>
        value === 'true' &&
        pciFields(key, pci)?.some(field => otherPciVendors.has(field)),
    )
  );
}
