import { defineCheck, type EvidenceLine } from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import type { NodeFact } from '../../facts/nodeFact';
import { workloadName } from '../../facts/workload';
import {
  gpuNodesObservation,
  type GpuNode,
  type GpuNodes,
} from '../../observations/gpuNodes';
import { offeredUnits, wholeGpus } from '../../observations/gpuOffer';
import {
  gpuStackObservation,
  missingLabel,
  selects,
  type DevicePlugin,
  type GpuStack,
  type MissingLabel,
} from '../../observations/gpuStack';
import { memoize } from '../../observations/memoize';
import type { Profile } from '../../profiles';
import { DEVICE_PLUGIN_OUTCOMES } from './devicePluginOutcomes';

/** B4, B5: every GPU of every GPU node is offered to pods. */
export const nodeDevicePlugin = defineCheck({
  id: 'gpu.node-device-plugin',
  title: 'The device plugin offers every GPU',
  category: 'nvidia',
  requirements: ['B4', 'B5'],
  description:
    'The device plugin tells the kubelet how many GPUs a node has. What the node lets pods use (allocatable) is compared with what the plugin registered (capacity) and with the number of devices that feature discovery counted, times their replicas where they are shared, and with what MIG leaves of them.',
  scope: 'node',
  severity: 'required',
  uses: { gpus: gpuNodesObservation, stack: gpuStackObservation },
  dependsOn: ['platform.nodes-ready', 'gpu.nodes-present', 'gpu.node-driver'],
  expected:
    '[{hardware} {hardware:GPU|GPUs}, as counted][all registered GPUs ({uncounted}), at least one]',
  actual: '{allocatable} allocatable of {capacity}',
  outcomes: DEVICE_PLUGIN_OUTCOMES,
  evaluate({ gpus, stack, profile }) {
    const meantFor = chooser(stack);
    return forEachSubject(
      gpus.nodes,
      ({ node }) => nodeSubject(node.name),
      gpu => {
        const meant = meantFor(gpu.node.labels);
        return {
          outcome: select(gpu, gpus, stack),
          values: valuesOf(gpu, meant, profile),
          evidence: evidenceOf(gpu, meant.plugin),
        };
      },
    );
  },
});

type Key = keyof typeof DEVICE_PLUGIN_OUTCOMES;

function select(gpu: GpuNode, gpus: GpuNodes, stack: GpuStack): Key {
  const { offer, simulation, forVirtualMachines } = gpu;
  if (simulation) {
    return simulation.pods === 'elsewhere' ? 'RunsElsewhere' : 'Simulated';
  }
  if (forVirtualMachines) {
    return 'GivenToVirtualMachines';
  }
  const byDra = offer.dra !== undefined || stack.dra;
  if (byDra && offer.capacity === 0) {
    return underDra(gpu, gpus);
  }
  if (offer.allocatable === 0) {
    return offeringNone(gpu);
  }
  return compare(gpu);
}

const MIG_UNDER_WAY = new Set(['pending', 'rebooting']);

/** Without a device plugin a node's ResourceSlice is what offers its GPUs: one that has none, where others do, lacks it. */
function underDra({ offer }: GpuNode, { nodes, sharedSlices }: GpuNodes): Key {
  const anywhere =
    sharedSlices.length === 0 && nodes.some(other => other.offer.dra);
  if (!offer.dra) {
    return anywhere ? 'NoResourceSlice' : 'OfferedByDra';
  }
  return offer.dra.allocatable < offer.dra.capacity
    ? 'SomeTainted'
    : 'OfferedByDra';
}

function offeringNone({ offer }: GpuNode): Key {
  const { mig, shares } = offer;
  if (Object.values(shares).some(({ capacity }) => capacity > 0)) {
    return 'OfferedUnderOtherName';
  }
  if (mig?.invalid) {
    return 'MigInvalid';
  }
  if (mig?.state === 'failed') {
    return 'MigFailed';
  }
  return mig && MIG_UNDER_WAY.has(mig.state ?? '')
    ? 'MigUnderWay'
    : 'NoneOffered';
}

function compare({ offer }: GpuNode): Key {
  const { capacity, allocatable, hardware, shared, mig } = offer;
  if (mig?.state === 'failed') {
    return 'MigFailed';
  }
  if (mig?.stale) {
    return 'StaleWholeGpus';
  }
  if (allocatable < capacity) {
    return 'SomeNotOffered';
  }
  if (hardware === undefined || capacity === hardware) {
    return 'AllOffered';
  }
  // More than there are devices: they are shared or split, and the labels are older than that or do not tell.
  return shared || capacity > hardware ? 'NotComparable' : 'FewerThanHardware';
}

/** The device plugin that is meant for a node; without one, the first that would be but for a label. */
interface Meant {
  readonly plugin?: DevicePlugin;
  readonly leftOut?: {
    readonly plugin: DevicePlugin;
    readonly by: MissingLabel;
  };
}

function chooser({ plugins }: GpuStack): (labels: NodeFact['labels']) => Meant {
  const wanting = plugins.filter(({ workload }) => workload.desired > 0);
  return memoize((labels: NodeFact['labels']): Meant => {
    const plugin = wanting.find(({ workload }) => selects(workload, labels));
    if (plugin) {
      return { plugin };
    }
    const [leftOut] = wanting.flatMap(other => {
      const by = missingLabel(other.workload, labels);
      return by ? [{ plugin: other, by }] : [];
    });
    return { leftOut };
  });
}

/** Labels by which an administrator keeps the operator's plugin off a node. */
const DEPLOY_LABELS = [
  'nvidia.com/gpu.deploy.operands',
  'nvidia.com/gpu.deploy.device-plugin',
];

function valuesOf(
  { node, offer, ...gpu }: GpuNode,
  meant: Meant,
  profile: Profile,
) {
  const { name, labels } = node;
  const { capacity, allocatable, hardware, mig } = offer;
  const { plugin, leftOut } = meant;
  const off = DEPLOY_LABELS.find(key => labels[key] === 'false');
  const left = off ? undefined : leftOut;
  const nobody = !off && !left && !plugin && allocatable === 0;
  return {
    node: name,
    capacity,
    allocatable,
    hardware,
    uncounted: hardware === undefined ? capacity : undefined,
    unhealthy: capacity - allocatable,
    registered: capacity > 0 ? capacity : undefined,
    never: capacity > 0 ? undefined : 'None',
    shares: Object.keys(offer.shares).join(', '),
    draCapacity: offer.dra?.capacity,
    draAllocatable: offer.dra?.allocatable,
    migConfig: mig?.config,
    migState: mig?.state,
    migDevices: Object.entries(mig?.devices ?? {})
      .map(([device, number]) => `${number} ${device}`)
      .join(' and '),
    whole: wholeGpus(offer.resources).allocatable,
    virtualKey: gpu.forVirtualMachines?.key,
    virtualValue: gpu.forVirtualMachines?.value,
    simulator: gpu.simulation?.by,
    // For the remedy, each part of which belongs to one cause.
    excludedBy: off,
    excludedNode: off && name,
    leftOutBy: left && `${left.by.key}=${left.by.wanted}`,
    leftOutHas:
      left &&
      (left.by.value === undefined ? 'no such label' : `"${left.by.value}"`),
    leftOutNode: left && name,
    leftOutPlugin: left && workloadName(left.plugin.workload),
    bare: nobody ? name : undefined,
    operatorNamespace: nobody
      ? profile.gpu.operator.namespaces[0] ?? 'gpu-operator'
      : undefined,
    watched: off || left || nobody ? undefined : name,
    plugin: off ? undefined : plugin?.workload.name,
    pluginNamespace: off ? undefined : plugin?.workload.namespace,
    unknownPlugin: off || left || nobody || plugin ? undefined : name,
  };
}

function evidenceOf(
  { node, offer }: GpuNode,
  plugin: DevicePlugin | undefined,
): EvidenceLine[] {
  const what = `node/${node.name}`;
  const lines: EvidenceLine[] = [];
  for (const [key, { allocatable, capacity }] of Object.entries({
    ...offer.resources,
    ...offer.shares,
  })) {
    lines.push({
      what,
      key,
      value: `allocatable ${allocatable}, capacity ${capacity}`,
    });
  }
  if (offer.dra) {
    lines.push({
      what: `resourceslice of ${node.name}`,
      key: 'devices',
      value: `${offeredUnits(offer)} of ${offer.dra.capacity}`,
    });
  }
  if (lines.length === 0) {
    lines.push({ what, key: 'allocatable nvidia.com/gpu', value: 'absent' });
  }
  for (const { key, value } of offer.labels) {
    lines.push({ what, key: `label ${key}`, value });
  }
  if (plugin) {
    const { workload } = plugin;
    lines.push({
      what: workloadName(workload),
      key: 'ready',
      value: `${workload.ready} of ${workload.desired}`,
    });
  }
  return lines;
}
