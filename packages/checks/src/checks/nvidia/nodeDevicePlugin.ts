import { defineCheck, type Remedy } from '../../declarations';
import { forNodesAlike } from '../../engine/alike';
import { evidenceOf, firstOf } from '../../engine/findings';
import { workloadName, type WorkloadFact } from '../../facts/workloads';
import {
  gpuNodesObservation,
  type GpuNode,
  type GpuNodeKind,
} from '../../observations/gpuNodes';
import {
  chooser,
  gpuStackObservation,
  missingLabel,
} from '../../observations/gpuStack';
import type { Profile } from '../../profiles';
import { gpuSoftwareTable } from '../../profiles/tables';
import {
  INSTALL_OPERATOR,
  NOT_JUDGED,
  nodeRows,
  offerRows,
  operatorNamespace,
  readyRow,
} from './gpuNode';

const LOG: Remedy = {
  text: "[{node} is left out by its label {excludedBy}=false. Take the label off to have its GPUs offered.|{leftOutPlugin} leaves {node} out: it asks for {leftOutBy}, and the node has {leftOutHas}. Set the label to have its GPUs offered.|No device plugin is meant for {bare}. Install the GPU Operator, or the device plugin alone where driver and container toolkit are on the node.|Look at the device plugin's log on {watched}, and for XID errors in the node's kernel log: an unhealthy GPU is taken out of what pods may use. Where the driver does not answer (nvidia-smi), e.g. after a kernel update, repair it first.]",
  commands: [
    'kubectl label node {node} {excludedBy}-',
    'kubectl label node {node} {leftOutBy} --overwrite',
    'kubectl describe node {bare}',
    INSTALL_OPERATOR,
    'kubectl -n {pluginNamespace} get pods --field-selector spec.nodeName={node} -o wide',
    'kubectl -n {pluginNamespace} logs daemonset/{plugin} --tail 50',
    'kubectl get pods --all-namespaces --field-selector spec.nodeName={unknownPlugin} -o wide | grep -i device-plugin',
    "kubectl debug node/{watched} -it --image=busybox -- chroot /host sh -c 'dmesg | grep -i xid | tail -n 20'",
  ],
  docs: ['gpuDevicePlugin', 'gpuXid'],
};

/** NVIDIA's device plugin never takes back what it once called unhealthy (its source says so), sound again or not. */
const LOST: Remedy = {
  text: 'A GPU that met an XID error is taken out of what pods may use, and stays out until the device plugin of {node} is started anew. Look for the error in the kernel log first: a GPU that is sound again after a reset comes back with the pod of the plugin; one that has fallen off the bus (XID 79) needs a look at the machine.',
  commands: [
    "kubectl debug node/{node} -it --image=busybox -- chroot /host sh -c 'dmesg | grep -i xid | tail -n 20'",
    'kubectl debug node/{node} -it --image=busybox -- chroot /host nvidia-smi -L',
    'kubectl -n {pluginNamespace} logs daemonset/{plugin} --tail 50 | grep -i unhealthy',
    'kubectl -n {pluginNamespace} get pods --field-selector spec.nodeName={watched} -o name | grep {plugin} | xargs kubectl -n {pluginNamespace} delete',
    'kubectl get pods --all-namespaces --field-selector spec.nodeName={unknownPlugin} -o wide | grep -i device-plugin',
  ],
  docs: ['gpuXid', 'gpuDevicePlugin'],
};

const MIG: Remedy = {
  text: 'Look at the log of the MIG manager on {node}: a GPU that is in use cannot be split anew. End the pods that hold it, then set the layout again.',
  commands: [
    'kubectl get node {node} -L nvidia.com/mig.config,nvidia.com/mig.config.state,nvidia.com/mig.strategy',
    'kubectl get pods --all-namespaces --field-selector spec.nodeName={node} -o wide | grep -i mig-manager',
  ],
  docs: ['gpuMig'],
};

/** What is judged of a node but its name. */
const partsOf = ({ kind }: GpuNode) => ({ kind });

/** B4, B5: every GPU of every GPU node is offered to pods. */
export const nodeDevicePlugin = defineCheck({
  id: 'gpu.node-device-plugin',
  title: 'The device plugin offers every GPU',
  category: 'nvidia',
  requirements: ['B4', 'B5'],
  description:
    'The device plugin tells the kubelet how many GPUs a node has. What the node lets pods use (allocatable) is compared with what the plugin registered (capacity) and with the number of devices that feature discovery counted, times their replicas where they are shared, and with what MIG leaves of them.',
  verify: {
    text: 'What the node lets pods use (allocatable) must be what was registered (capacity), and as many as there are devices, times their replicas where they are shared.',
    commands: [
      'kubectl get node NODE -o jsonpath=\'{.status.capacity}{"\\n"}{.status.allocatable}{"\\n"}\'',
      "kubectl get node NODE --show-labels | tr ',' '\\n' | grep -E 'nvidia.com/(gpu|mig)'",
      'kubectl debug node/NODE -it --image=busybox -- chroot /host nvidia-smi -L',
      'kubectl get pods --all-namespaces --field-selector spec.nodeName=NODE | grep -i device-plugin',
      'kubectl -n NAMESPACE logs POD --all-containers --tail 50',
    ],
  },
  scope: 'node',
  uses: { gpus: gpuNodesObservation, stack: gpuStackObservation },
  dependsOn: [
    'platform.nodes-ready',
    'gpu.nodes-present',
    'gpu.driver-upgrade',
    'gpu.node-driver',
  ],
  expected:
    '[{hardware} {hardware:GPU|GPUs}, as counted|all registered GPUs ({capacity}), at least one]',
  actual: '{allocatable} allocatable of {capacity}',
  outcomes: {
    AllOffered: {
      status: 'pass',
      says: '{node} offers all {allocatable} {allocatable:GPU|GPUs} that it registered[. Feature discovery does not tell how many devices there are: {uncounted} are registered]',
    },
    NoneOffered: {
      status: 'fail',
      says: '{node} offers no GPU. [{registered} {registered:was|were} registered and none is healthy|None was ever registered since its kubelet started]',
      remedy: LOG,
    },
    SomeNotOffered: {
      status: 'warn',
      says: '{node} offers {allocatable} of {capacity} registered GPUs. {unhealthy} {unhealthy:is|are} unhealthy',
      remedy: LOST,
    },
    FewerThanHardware: {
      status: 'warn',
      says: '{node} offers {allocatable} {allocatable:GPU|GPUs}, feature discovery counted {hardware}',
      remedy: LOST,
    },
    NotComparable: {
      status: 'warn',
      says: '{node} offers {allocatable} {allocatable:GPU|GPUs}, its labels tell {hardware}. They are shared or split, so the numbers need not agree',
      remedy: LOG,
    },
    OfferedUnderOtherName: {
      status: 'fail',
      says: '{node} offers its GPUs under another name only. It has {shares} and no nvidia.com/gpu, which is what Run:ai asks for',
      remedy: {
        text: "Take the other product's device plugin off {node} and let NVIDIA's offer the GPUs; Run:ai shares them itself.",
        commands: ['kubectl describe node {node}'],
        docs: ['gpuDevicePlugin'],
      },
    },
    StaleWholeGpus: {
      status: 'warn',
      says: '{node} offers more GPUs than MIG leaves. {migDevices} take the slices of its GPUs, yet {whole} whole {whole:GPU is|GPUs are} offered: pods that ask for nvidia.com/gpu are placed there and get none',
      remedy: {
        text: "Restart the device plugin on {node}; where whole GPUs stay in the node's capacity, restart its kubelet: it keeps what was registered before the GPUs were split.",
        commands: [
          'kubectl -n {pluginNamespace} get pods --field-selector spec.nodeName={node} -o wide',
          "kubectl get node {node} -o jsonpath='{.status.allocatable}'",
          'systemctl restart kubelet',
        ],
        docs: ['gpuMig'],
      },
    },
    MigFailed: {
      status: 'warn',
      says: 'The MIG layout[ {migConfig}] of {node} could not be applied. What it offers is what was there before: {allocatable} of {capacity}',
      remedy: MIG,
    },
    MigInvalid: {
      status: 'fail',
      says: '{node} offers no GPU, since its MIG layout does not fit the strategy. The strategy single wants the same profile on all GPUs',
      remedy: {
        ...MIG,
        text: 'Split all GPUs of {node} alike, or use the MIG strategy mixed.',
      },
    },
    MigUnderWay: {
      status: 'warn',
      says: '{node} offers no GPU while MIG splits its GPUs anew. The state of the layout[ {migConfig}] is {migState}',
      remedy: MIG,
    },
    NoResourceSlice: {
      status: 'fail',
      says: '{node} has no ResourceSlice, so its GPUs are not offered. Those of other nodes are offered by Dynamic Resource Allocation',
      actual: 'no ResourceSlice',
      remedy: {
        text: "Look at the DRA driver's pod on {node}: it writes the ResourceSlice when the GPU's driver answers.",
        commands: [
          'kubectl get pods --all-namespaces --field-selector spec.nodeName={node} -o wide | grep -i dra',
          'kubectl get resourceslices -o wide',
        ],
        docs: ['gpuDra'],
      },
    },
    SomeTainted: {
      status: 'warn',
      says: '{node} offers {draAllocatable} of {draCapacity} GPUs of its ResourceSlices. The others are tainted',
      actual: '{draAllocatable} of {draCapacity}',
      remedy: {
        text: 'Look at the taints of the devices, and for XID errors in the kernel log of {node}: the DRA driver taints a GPU that is unhealthy.',
        commands: ['kubectl get resourceslices -o yaml'],
        docs: ['gpuDra', 'gpuXid'],
      },
    },
    OfferedByDra: {
      status: 'notApplicable',
      says: 'The GPUs of {node} are offered by Dynamic Resource Allocation. There is no device plugin',
    },
    ...NOT_JUDGED,
  },
  evaluate: ({ gpus, stack, profile }) => {
    const plugins = stack.plugins.map(({ workload }) => workload);
    const pluginFor = chooser(plugins);
    const slicesOfNodes =
      gpus.sharedSlices.length === 0 &&
      gpus.nodes.some(({ offer }) => offer.dra !== undefined);
    return forNodesAlike(gpus.nodes, partsOf, (name, { kind: gpu }) => {
      const plugin = pluginFor(gpu.labels);
      const outcome =
        gpu.excluded?.why ?? select(gpu, stack.dra, slicesOfNodes);
      return {
        outcome,
        values: {
          ...valuesOf(name, gpu),
          // Most nodes are in order, and there is no cause to look for.
          ...(outcome !== 'AllOffered' &&
            causeOf(name, gpu, plugin, plugins, profile)),
        },
        evidence: evidenceOf(
          offerRows({ name, offer: gpu.offer }),
          nodeRows(name, gpu.offer.labels),
          plugin && readyRow(plugin),
        ),
      };
    });
  },
});

/** @param slicesOfNodes - whether GPUs are offered by ResourceSlices, and each node has slices of its own */
function select(
  { offer }: GpuNodeKind,
  draCluster: boolean,
  slicesOfNodes: boolean,
) {
  const { capacity, allocatable, hardware, shared, mig, shares, dra, isStale } =
    offer;
  const byDra = capacity === 0 && (dra !== undefined || draCluster);
  const none = allocatable === 0;
  const counted = hardware ?? capacity;
  const { invalid, state = '' } = mig ?? {};
  const sharesAlone =
    none && Object.values(shares).some(share => share.capacity > 0);
  return firstOf(
    // Without a device plugin a node's ResourceSlice is what offers its GPUs: one that has none, where others do, lacks it.
    [byDra && !dra && slicesOfNodes, 'NoResourceSlice'],
    [byDra && dra && dra.allocatable < dra.capacity, 'SomeTainted'],
    [byDra, 'OfferedByDra'],
    [sharesAlone, 'OfferedUnderOtherName'],
    [none && invalid, 'MigInvalid'],
    [state === 'failed', 'MigFailed'],
    [none && ['pending', 'rebooting'].includes(state), 'MigUnderWay'],
    [none, 'NoneOffered'],
    [isStale, 'StaleWholeGpus'],
    [allocatable < capacity, 'SomeNotOffered'],
    [capacity === counted, 'AllOffered'],
    // More than there are devices: they are shared or split, and the labels are older than that or do not tell.
    [shared || capacity > counted, 'NotComparable'],
    'FewerThanHardware',
  );
}

function valuesOf(name: string, gpu: GpuNodeKind) {
  const { capacity, allocatable, hardware, mig, shares, dra, whole } =
    gpu.offer;
  return {
    node: name,
    ...gpu.excluded,
    capacity,
    allocatable,
    hardware,
    uncounted: hardware === undefined ? capacity : undefined,
    unhealthy: capacity - allocatable,
    registered: capacity || undefined,
    shares: Object.keys(shares).join(', '),
    draCapacity: dra?.capacity,
    draAllocatable: dra?.allocatable,
    migConfig: mig?.config,
    migState: mig?.state,
    migDevices: Object.entries(mig?.devices ?? {})
      .map(([device, number]) => `${number} ${device}`)
      .join(' and '),
    whole: whole.allocatable,
  };
}

/** For the remedy, each part of which belongs to one cause: an excluding label, a missing one, no plugin at all, a fault. */
function causeOf(
  name: string,
  { labels, offer }: GpuNodeKind,
  plugin: WorkloadFact | undefined,
  [leftOut]: readonly WorkloadFact[],
  profile: Profile,
) {
  const { deployLabels } = gpuSoftwareTable();
  const excludedBy = deployLabels.find(key => labels[key] === 'false');
  if (excludedBy) {
    return { excludedBy };
  }
  if (plugin) {
    const { name: daemonSet, namespace: pluginNamespace } = plugin;
    return { watched: name, plugin: daemonSet, pluginNamespace };
  }
  const missing = leftOut && missingLabel(leftOut, labels);
  if (missing) {
    const { key, wanted, value } = missing;
    return {
      leftOutBy: `${key}=${wanted}`,
      leftOutHas: value === undefined ? 'no such label' : `"${value}"`,
      leftOutPlugin: workloadName(leftOut),
    };
  }
  return offer.allocatable === 0
    ? { bare: name, operatorNamespace: operatorNamespace(profile) }
    : { watched: name, unknownPlugin: name };
}
