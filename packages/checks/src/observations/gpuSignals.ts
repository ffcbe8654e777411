import type { ObservationContext } from '../declarations';
import { parseLabelSelector } from '../facts/labelSelector';
import type { NodeFact } from '../facts/nodeFact';
import type { Profile } from '../profiles';
import { acceleratorTable, type AcceleratorTable } from '../profiles/tables';
import { nodeResources, type NodeResources } from './gpuOffer';
import { memoize } from '../memoize';

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

const signalsBy = memoize(
  (
    labels: Labels,
    resources: NodeResources,
    { hardwareLabels, presentLabel, cloudLabels }: Profile['gpu']['signals'],
  ): readonly GpuSignal[] => {
    const table = acceleratorTable();
    const { gpus, total } = resources;
    const devices = pciDevices(labels, table);
    const isTrue = (key: string) => labels[key] === 'true';
    const labelled = (kind: GpuSignal['kind'], keys: readonly string[]) =>
      [...new Set(keys)].map(key => ({ kind, key, value: labels[key] }));
    const certain = [
      ...labelled('hardware', [
        ...hardwareLabels.filter(isTrue),
        ...devices.filter(one => isGpu(one, table)).map(({ key }) => key),
      ]),
      ...resourceSignals(resources),
    ];
    const ofOtherMaker =
      resources.ofOtherMaker ||
      devices.some(({ fields }) => fields.some(table.isOtherPciVendor));
    // Another maker's node may carry a general label, or NVIDIA's own, set by hand for a scheduler: the devices count.
    if (certain.length === 0 && ofOtherMaker) {
      return [];
    }
    // The kubelet keeps the name of a resource whose plugin is gone: the node had GPUs that nobody offers any more.
    const registered =
      total.capacity || total.allocatable ? [] : Object.keys(gpus);
    return [
      ...certain,
      // By its value: it is `"false"` on a node that lost its PCI label.
      ...labelled('present', [presentLabel].filter(isTrue)),
      ...labelled(
        'cloud',
        cloudLabels.filter(key => marksNvidia(key, labels[key] ?? '', table)),
      ),
      ...registered.map(resource => ({
        kind: 'registered' as const,
        key: `capacity ${resource}`,
        value: '0',
      })),
    ];
  },
);

/** The signs that nodes show themselves, their ResourceSlices aside: found once for all that share labels and resources. */
export function gpuRecognition({
  profile,
  settings,
}: Pick<ObservationContext, 'profile' | 'settings'>) {
  const { signals } = profile.gpu;
  const selector =
    settings.gpuNodes && parseLabelSelector(settings.gpuNodes.selector);
  const declared = memoize(
    (shown: readonly GpuSignal[], value: string): readonly GpuSignal[] => [
      ...shown,
      { kind: 'declared', key: 'gpuNodes.selector', value },
    ],
  );
  return (node: NodeFact): readonly GpuSignal[] => {
    const shown = signalsBy(node.labels, nodeResources(node, signals), signals);
    return selector?.matches(node.labels)
      ? declared(shown, selector.text)
      : shown;
  };
}

/** The devices that NFD labelled, and the fields of the label, e.g. `['0302', '10de']`. */
function pciDevices(labels: Labels, { pci }: AcceleratorTable) {
  const { prefix, suffixes } = pci;
  return Object.keys(labels).flatMap(key => {
    const suffix = suffixes.find(end => key.endsWith(end));
    if (!suffix || !key.startsWith(prefix) || labels[key] !== 'true') {
      return [];
    }
    const device = key.slice(prefix.length, -suffix.length);
    return [{ key, fields: device.toLowerCase().split(/[-_]/) }];
  });
}

function isGpu(
  { fields }: ReturnType<typeof pciDevices>[number],
  { pci }: AcceleratorTable,
): boolean {
  const [first] = fields;
  const at = fields.indexOf(pci.vendor);
  // Further back stands the vendor of the board that another maker's device is on.
  if (at !== 0 && at !== 1) {
    return false;
  }
  return at === 1 && first.slice(0, 2) <= pci.highestClass
    ? first.startsWith(pci.displayClass)
    : !fields.some(field => pci.otherDevices.includes(field));
}

function resourceSignals(resources: NodeResources): GpuSignal[] {
  const { gpus, shares, forVirtualMachines } = resources;
  return Object.entries({ ...gpus, ...shares, ...forVirtualMachines })
    .filter(([, { capacity, allocatable }]) => capacity > 0 || allocatable > 0)
    .map(([resource, { capacity, allocatable }]) => ({
      kind: 'resource',
      key: `allocatable ${resource}`,
      value: `${allocatable} of ${capacity}`,
    }));
}

/** Whether a label of a cloud says that its accelerator is NVIDIA's; one that others carry, too, has to name it. */
function marksNvidia(key: string, value: string, table: AcceleratorTable) {
  const isGeneral =
    table.generalLabels.includes(key) || table.namesOtherMaker(value);
  return (
    value !== '' &&
    !table.noAccelerator(value) &&
    (table.namesNvidia(value) || !isGeneral)
  );
}
