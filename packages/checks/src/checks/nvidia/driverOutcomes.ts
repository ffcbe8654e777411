import type { Outcome, Remedy } from '../../declarations';
import { DOCS } from './docs';

const REPAIR: Remedy = {
  owner: 'cluster-admin',
  text: '[Look at the log of the driver on {managed}. A loaded nouveau module, Secure Boot, missing kernel headers and packages that cannot be downloaded are the usual causes; when it is repaired, the device plugin follows by itself.][Install the NVIDIA driver on {bare}, or let the GPU Operator do it. Where it is installed: a kernel update without new modules, Secure Boot and nouveau are the usual causes.]',
  commands: [
    'kubectl -n {podNamespace} logs {podName} --all-containers --tail 50',
    'kubectl -n {podNamespace} describe pod {podName}',
    'kubectl -n {setNamespace} get pods --field-selector spec.nodeName={node} -o wide',
    'kubectl -n {setNamespace} logs daemonset/{set} --all-containers --tail 50',
    'kubectl debug node/{bare} -it --image=busybox -- chroot /host nvidia-smi',
    `kubectl debug node/{bare} -it --image=busybox -- chroot /host sh -c 'dmesg | grep -iE "nvrm|nouveau|secure" | tail -n 20'`,
  ],
  docs: [DOCS.troubleshooting, DOCS.driver],
};

const UPGRADE: Remedy = {
  owner: 'cluster-admin',
  text: '[Set a newer driver version in ClusterPolicy {policy}; the operator then replaces the driver node by node. Pods with GPUs on {node} are ended by it.][Drain {drained}, install a newer driver, restart the node and let it take pods again.]',
  commands: [
    "kubectl get clusterpolicy {policy} -o jsonpath='{.spec.driver.version}'",
    'kubectl edit clusterpolicy {policy}',
    'kubectl drain {drained} --ignore-daemonsets --delete-emptydir-data',
    'kubectl uncordon {drained}',
  ],
  docs: [DOCS.upgrade, DOCS.driver],
};

const LOOK = {
  owner: 'cluster-admin',
  text: 'Let GPU feature discovery label the nodes, or look at {node} yourself and state what you saw.',
  commands: [
    'kubectl debug node/{node} -it --image=busybox -- chroot /host nvidia-smi --query-gpu=driver_version --format=csv',
  ],
  docs: [DOCS.featureDiscovery],
} satisfies Remedy;

const POD =
  '[. The driver pod {pod} restarted {restarts} {restarts:time|times}: {trouble}][. The driver pod {waiting} is not ready: {trouble}][. {daemonSet} has {ready} of {desired} pods ready]';

/** What gpu.node-driver may say of a node. */
export const DRIVER_OUTCOMES = {
  DriverMeetsMinimum: {
    status: 'pass',
    says: '{node} has driver {version}[, CUDA {cuda}]',
  },
  DriverMissing: {
    status: 'fail',
    says: `{node} has no working NVIDIA driver. By {sign} it has a GPU, but it carries no driver label and offers no GPU${POD}`,
    remedy: REPAIR,
  },
  DriverNotRunning: {
    status: 'fail',
    says: `The NVIDIA driver of {node} does not run. The node offers no GPU; its driver labels are left from before${POD}`,
    remedy: REPAIR,
  },
  DriverTooOld: {
    status: 'fail',
    // It runs: what else is wrong with the node has a cause of its own.
    blocks: false,
    says: '{node} has driver {version}, which is too old. {needer} needs at least {minimum}; the version is told by {from}',
    remedy: UPGRADE,
  },
  CudaTooOld: {
    status: 'fail',
    blocks: false,
    says: '{node} serves CUDA {cuda}, at least {cudaMinimum} is needed',
    remedy: UPGRADE,
  },
  DriverPodNotReady: {
    status: 'warn',
    says: `The driver pod of {node} is not ready. The node still offers {offers} {offers:GPU|GPUs} with driver {version}${POD}`,
    remedy: REPAIR,
  },
  DriverVersionIndirect: {
    status: 'warn',
    says: '{node} should have driver {version}. So says the {from}; no label of the node confirms it',
    remedy: LOOK,
  },
  DriverUnconfirmed: {
    status: 'warn',
    says: '{node} has driver {version} by its labels alone. It offers no GPU, and nothing else shows that the driver still works: labels stay when it breaks, e.g. by a kernel update',
    remedy: REPAIR,
  },
  DriverVersionUnreadable: {
    status: 'unknown',
    because: 'unreadable',
    says: 'The driver version of {node} cannot be read. [It is written as "{unparsed}" ({from})][It offers {offering} {offering:GPU|GPUs}, so a driver works; no label of feature discovery tells which][No label, image or ResourceSlice of the node tells it, and it offers {none}]',
    remedy: LOOK,
  },
  DriverNotSeen: {
    status: 'unknown',
    because: 'unreadable',
    says: 'Whether {node} has a working driver is not known. It offers no GPU, and no label of feature discovery tells a driver[; the images of {image} bring one]',
    remedy: {
      ...LOOK,
      text: 'See whether the driver answers on {node}. Where it does, its device plugin is what is missing.',
      commands: [
        'kubectl debug node/{node} -it --image=busybox -- chroot /host nvidia-smi',
      ],
      docs: [DOCS.driver, DOCS.plugin],
    },
  },
  Simulated: {
    status: 'unknown',
    because: 'unsupported',
    says: '{node} has no driver that could be judged. Its GPUs are simulated by {simulator}: nothing can compute on them',
    remedy: {
      owner: 'cluster-admin',
      text: 'Nothing is to be repaired: take simulated nodes away before real work.',
      docs: [DOCS.simulation],
    },
  },
  RunsElsewhere: {
    status: 'notApplicable',
    says: '{node} is no machine of this cluster. Its pods run elsewhere, by {simulator}, where the driver is somebody else’s',
  },
  GivenToVirtualMachines: {
    status: 'notApplicable',
    says: 'The GPUs of {node} are given to virtual machines. By {virtualKey}={virtualValue} no driver for containers is wanted',
  },
} as const satisfies Record<string, Outcome>;
