import type { Outcome, Remedy } from '../../declarations';
import { DOCS, INSTALL_OPERATOR } from './docs';

const LOG: Remedy = {
  owner: 'cluster-admin',
  text: "[{excludedNode} is left out by its label {excludedBy}=false. Take the label off to have its GPUs offered.][{leftOutPlugin} leaves {leftOutNode} out: it asks for {leftOutBy}, and the node has {leftOutHas}. Set the label to have its GPUs offered.][No device plugin is meant for {bare}. Install the GPU Operator, or the device plugin alone where driver and container toolkit are on the node.][Look at the device plugin's log on {watched}, and for XID errors in the node's kernel log: an unhealthy GPU is taken out of what pods may use. Where the driver does not answer (nvidia-smi), e.g. after a kernel update, repair it first.]",
  commands: [
    'kubectl label node {excludedNode} {excludedBy}-',
    'kubectl label node {leftOutNode} {leftOutBy} --overwrite',
    'kubectl describe node {bare}',
    INSTALL_OPERATOR,
    'kubectl -n {pluginNamespace} get pods --field-selector spec.nodeName={node} -o wide',
    'kubectl -n {pluginNamespace} logs daemonset/{plugin} --tail 50',
    'kubectl get pods --all-namespaces --field-selector spec.nodeName={unknownPlugin} -o wide | grep -i device-plugin',
    "kubectl debug node/{watched} -it --image=busybox -- chroot /host sh -c 'dmesg | grep -i xid | tail -n 20'",
  ],
  docs: [DOCS.plugin, DOCS.xid],
};

const MIG: Remedy = {
  owner: 'cluster-admin',
  text: 'Look at the log of the MIG manager on {node}: a GPU that is in use cannot be split anew. End the pods that hold it, then set the layout again.',
  commands: [
    'kubectl get node {node} -L nvidia.com/mig.config,nvidia.com/mig.config.state,nvidia.com/mig.strategy',
    'kubectl get pods --all-namespaces --field-selector spec.nodeName={node} -o wide | grep -i mig-manager',
  ],
  docs: [DOCS.mig],
};

/** What gpu.node-device-plugin may say of a node. */
export const DEVICE_PLUGIN_OUTCOMES = {
  AllOffered: {
    status: 'pass',
    says: '{node} offers all {allocatable} {allocatable:GPU|GPUs} that it registered[. Feature discovery does not tell how many devices there are: {uncounted} are registered]',
  },
  NoneOffered: {
    status: 'fail',
    says: '{node} offers no GPU. [{registered} {registered:was|were} registered and none is healthy][{never} was ever registered since its kubelet started]',
    remedy: LOG,
  },
  SomeNotOffered: {
    status: 'warn',
    says: '{node} offers {allocatable} of {capacity} registered GPUs. {unhealthy} {unhealthy:is|are} unhealthy',
    remedy: LOG,
  },
  FewerThanHardware: {
    status: 'warn',
    says: '{node} offers {allocatable} {allocatable:GPU|GPUs}, feature discovery counted {hardware}',
    remedy: LOG,
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
      owner: 'cluster-admin',
      text: "Take the other product's device plugin off {node} and let NVIDIA's offer the GPUs; Run:ai shares them itself.",
      commands: ['kubectl describe node {node}'],
      docs: [DOCS.plugin],
    },
  },
  StaleWholeGpus: {
    status: 'warn',
    says: '{node} offers more GPUs than MIG leaves. {migDevices} take the slices of its GPUs, yet {whole} whole {whole:GPU is|GPUs are} offered: pods that ask for nvidia.com/gpu are placed there and get none',
    remedy: {
      owner: 'cluster-admin',
      text: "Restart the device plugin on {node}; where whole GPUs stay in the node's capacity, restart its kubelet: it keeps what was registered before the GPUs were split.",
      commands: [
        'kubectl -n {pluginNamespace} get pods --field-selector spec.nodeName={node} -o wide',
        "kubectl get node {node} -o jsonpath='{.status.allocatable}'",
        'systemctl restart kubelet',
      ],
      docs: [DOCS.mig],
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
      owner: 'cluster-admin',
      text: "Look at the DRA driver's pod on {node}: it writes the ResourceSlice when the GPU's driver answers.",
      commands: [
        'kubectl get pods --all-namespaces --field-selector spec.nodeName={node} -o wide | grep -i dra',
        'kubectl get resourceslices -o wide',
      ],
      docs: [DOCS.dra],
    },
  },
  SomeTainted: {
    status: 'warn',
    says: '{node} offers {draAllocatable} of {draCapacity} GPUs of its ResourceSlices. The others are tainted',
    actual: '{draAllocatable} of {draCapacity}',
    remedy: {
      owner: 'cluster-admin',
      text: 'Look at the taints of the devices, and for XID errors in the kernel log of {node}: the DRA driver taints a GPU that is unhealthy.',
      commands: ['kubectl get resourceslices -o yaml'],
      docs: [DOCS.dra, DOCS.xid],
    },
  },
  OfferedByDra: {
    status: 'notApplicable',
    says: 'The GPUs of {node} are offered by Dynamic Resource Allocation. There is no device plugin',
  },
  Simulated: {
    status: 'unknown',
    because: 'unsupported',
    says: 'What {node} offers is simulated by {simulator}. No device plugin registered it, and nothing can compute on it',
    remedy: {
      owner: 'cluster-admin',
      text: 'Nothing is to be repaired: take simulated nodes away before real work.',
      docs: [DOCS.simulation],
    },
  },
  RunsElsewhere: {
    status: 'notApplicable',
    says: '{node} is no machine of this cluster. What it offers is what {simulator} promises; its pods run elsewhere',
  },
  GivenToVirtualMachines: {
    status: 'notApplicable',
    says: 'The GPUs of {node} are given to virtual machines. By {virtualKey}={virtualValue} no device plugin for containers is wanted',
  },
} as const satisfies Record<string, Outcome>;
