import {
  compareDriverVersions,
  parseDriverVersion,
  type DriverVersion,
} from '@runai-portal/kube';
import type { ClusterUse } from '@runai-portal/backstage-plugin-runai-common';
import {
  defineCheck,
  type CheckContext,
  type Remedy,
} from '../../declarations';
import { forNodesAlike } from '../../engine/alike';
import { evidenceOf, firstOf } from '../../engine/findings';
import { podTrouble } from '../../facts/pod';
import { workloadName } from '../../facts/workloads';
import {
  gpuDriversObservation,
  type GpuDriver,
} from '../../observations/gpuDrivers';
import { registered } from '../../observations/gpuNodes';
import { known } from '../../profiles';
import { gpuSoftwareTable } from '../../profiles/tables';
import { answeredOnce } from '../../memoize';
import { NOT_JUDGED, nodeRows, readyRow } from './gpuNode';

const REPAIR: Remedy = {
  text: '[Install the NVIDIA driver on {bare}, or let the GPU Operator do it. Where it is installed: a kernel update without new modules, Secure Boot and nouveau are the usual causes.|Look at the log of the driver on {node}. A loaded nouveau module, Secure Boot, missing kernel headers and packages that cannot be downloaded are the usual causes; when it is repaired, the device plugin follows by itself.]',
  commands: [
    'kubectl -n {podNamespace} logs {pod} --all-containers --tail 50',
    'kubectl -n {podNamespace} describe pod {pod}',
    'kubectl -n {setNamespace} get pods --field-selector spec.nodeName={node} -o wide',
    'kubectl -n {setNamespace} logs daemonset/{set} --all-containers --tail 50',
    'kubectl debug node/{bare} -it --image=busybox -- chroot /host nvidia-smi',
    `kubectl debug node/{bare} -it --image=busybox -- chroot /host sh -c 'dmesg | grep -iE "nvrm|nouveau|secure" | tail -n 20'`,
  ],
  docs: ['gpuOperatorTroubleshooting', 'gpuDriver'],
};

const UPGRADE: Remedy = {
  text: '[Set a newer driver version in ClusterPolicy {policy}; the operator then replaces the driver node by node. Pods with GPUs on {node} are ended by it.|Drain {node}, install a newer driver, restart the node and let it take pods again.]',
  commands: [
    "kubectl get clusterpolicy {policy} -o jsonpath='{.spec.driver.version}'",
    'kubectl edit clusterpolicy {policy}',
    'kubectl drain {drained} --ignore-daemonsets --delete-emptydir-data',
    'kubectl uncordon {drained}',
  ],
  docs: ['gpuDriverUpgrade', 'gpuDriver'],
};

const LOOK: Remedy = {
  text: 'Let GPU feature discovery label the nodes, or look at {node} yourself and state what you saw.',
  commands: [
    'kubectl debug node/{node} -it --image=busybox -- chroot /host nvidia-smi --query-gpu=driver_version --format=csv',
  ],
  docs: ['gpuFeatureDiscovery'],
};

const POD =
  '[. The driver pod {pod} restarted {restarts} {restarts:time|times}: {trouble}|. The driver pod {pod} is not ready: {trouble}|. {daemonSet} has {ready} of {desired} pods ready]';

/** B5: every GPU node has a working driver that is new enough. */
export const nodeDriver = defineCheck({
  id: 'gpu.node-driver',
  title: 'Every GPU node has a working NVIDIA driver',
  category: 'nvidia',
  requirements: ['B5'],
  description:
    'Run:ai needs an NVIDIA driver and CUDA of a minimum version on each GPU node; a DGX A100 needs a newer one. Versions are read from the labels of GPU feature discovery in their old and their new form; that the driver works, from its pods, from the validator and from the GPUs that are offered.',
  verify: {
    text: 'Ask the driver of the node itself, or, where the GPU Operator brings it, in its pod; then compare with the labels of the node.',
    commands: [
      'kubectl debug node/NODE -it --image=busybox -- chroot /host nvidia-smi',
      "kubectl get node NODE --show-labels | tr ',' '\\n' | grep -E 'nvidia.com/(cuda|gpu)'",
      'kubectl get pods --all-namespaces --field-selector spec.nodeName=NODE | grep -i driver',
      'kubectl -n NAMESPACE exec DRIVER_POD -- nvidia-smi',
    ],
  },
  scope: 'node',
  attestable: true,
  uses: { drivers: gpuDriversObservation },
  dependsOn: [
    'platform.nodes-ready',
    'gpu.nodes-present',
    'gpu.driver-upgrade',
  ],
  expected:
    '[driver {minimum} or newer|a working driver][ ({machine})][, CUDA {cudaMinimum} or newer]',
  actual: '[driver {version}|no driver version][, CUDA {cuda}]',
  outcomes: {
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
      says: '{node} has driver {version}, which is too old. [A {machine}|Run:ai] needs at least {minimum}; the version is told by {from}',
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
      says: `The driver pod of {node} is not ready. The node still offers {offering} {offering:GPU|GPUs} with driver {version}${POD}`,
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
      says: 'The driver version of {node} cannot be read. [It is written as "{version}" ({from})|It offers {offering} {offering:GPU|GPUs}, so a driver works; no label of feature discovery tells which|No label, image or ResourceSlice of the node tells it, and it offers no GPU]',
      remedy: LOOK,
    },
    DriverNotSeen: {
      status: 'unknown',
      says: 'Whether {node} has a working driver is not known. It offers no GPU, and no label of feature discovery tells a driver[; the images of {image} bring one]',
      remedy: {
        text: 'See whether the driver answers on {node}. Where it does, its device plugin is what is missing.',
        commands: [
          'kubectl debug node/{node} -it --image=busybox -- chroot /host nvidia-smi',
        ],
        docs: ['gpuDriver', 'gpuDevicePlugin'],
      },
    },
    ...NOT_JUDGED,
  },
  evaluate: ({ drivers, ...context }) =>
    forNodesAlike(drivers, partsOf, (name, driver) => {
      const needs = requirement(driver, context);
      return {
        outcome: driver.kind.excluded?.why ?? select(driver, needs),
        values: valuesOf(name, driver, needs),
        evidence: evidence(name, driver),
      };
    }),
});

// Nodes of a pool have the same version, and are asked for the same.
const versionOf = answeredOnce(parseDriverVersion);
const patternOf = answeredOnce((pattern: string) => new RegExp(pattern, 'i'));

/** What is judged of a node but its name. */
function partsOf(driver: GpuDriver) {
  return {
    kind: driver.gpu.kind,
    offers: driver.offers,
    cuda: driver.cuda,
    version: driver.version,
    daemonSet: driver.daemonSet,
    pod: driver.pod,
    broken: driver.broken,
    confirmed: driver.confirmed,
    dra: driver.dra,
    image: driver.image,
    policy: driver.policy,
  };
}

type Parts = ReturnType<typeof partsOf>;

/** What the node's driver has to be, by the first rule of the profile that knows the machine. */
function requirement(
  { kind: { labels } }: Parts,
  { profile, settings }: CheckContext,
) {
  const { uses = [] } = settings;
  const driver = known(profile.gpu.driver);
  const cuda = known(profile.gpu.cuda);
  const fits = (pattern: string | undefined, label: string) =>
    pattern === undefined || patternOf(pattern).test(labels[label] ?? '');
  const isUsed = ({ uses: use }: { uses?: ClusterUse }) =>
    use === undefined || uses.includes(use);
  const rule = driver?.rules.find(
    ({ machine, product, ...when }) =>
      isUsed(when) &&
      fits(machine, 'nvidia.com/gpu.machine') &&
      fits(product, 'nvidia.com/gpu.product'),
  );
  const cudaRule = cuda?.rules?.find(isUsed);
  return {
    machine: rule?.title,
    profile: profile.id,
    /** What the profile does not know of them. */
    what:
      driver && cuda ? undefined : 'which driver and CUDA a node has to have',
    minimum: rule?.minimum ?? driver?.minimum,
    cudaMinimum: cudaRule?.minimum ?? cuda?.minimum,
  };
}

type Needs = ReturnType<typeof requirement>;

function select(driver: Parts, { minimum, cudaMinimum, what }: Needs) {
  const { version, cuda, image, dra, broken, confirmed } = driver;
  const own = versionOf(version?.value ?? '');
  const ownCuda = versionOf(cuda?.value ?? '');
  const least = versionOf(minimum ?? '');
  const gone = broken && driver.offers === 0;
  const hasHardware = driver.kind.signals.some(
    ({ kind }) => kind === 'hardware' || kind === 'present',
  );
  return firstOf(
    [gone && version?.direct, 'DriverNotRunning'],
    [gone, 'DriverMissing'],
    // There is a driver whose version nobody tells, there is none, or nothing would show one.
    [!version && (confirmed || dra), 'DriverVersionUnreadable'],
    [
      !version && hasHardware && !image && !registered(driver.kind),
      'DriverMissing',
    ],
    [!version, 'DriverNotSeen'],
    [!own || (minimum && !least), 'DriverVersionUnreadable'],
    [isOlder(own, least), 'DriverTooOld'],
    [isOlder(ownCuda, versionOf(cudaMinimum ?? '')), 'CudaTooOld'],
    [broken, 'DriverPodNotReady'],
    [what, 'NotInProfile'],
    [!version?.direct, 'DriverVersionIndirect'],
    [confirmed || dra, 'DriverMeetsMinimum'],
    'DriverUnconfirmed',
  );
}

function isOlder(version?: DriverVersion, least?: DriverVersion): boolean {
  return Boolean(version && least && compareDriverVersions(version, least) < 0);
}

function valuesOf(node: string, driver: Parts, needs: Needs) {
  const { version, cuda, pod, daemonSet, offers } = driver;
  const { signals, excluded } = driver.kind;
  const sign = signals.find(({ kind }) => kind !== 'resource') ?? signals[0];
  // Commands belong each to one of the ways in which a driver comes.
  const set = pod ? undefined : daemonSet;
  const policy = daemonSet && driver.policy;
  return {
    node,
    ...needs,
    ...excluded,
    version: version?.value,
    seen: version?.value,
    from: version?.from,
    cuda: cuda?.value,
    offering: offers || undefined,
    sign: `${sign.key}=${sign.value}`,
    pod: pod?.name,
    podNamespace: pod?.namespace,
    restarts: pod?.restarts || undefined,
    trouble: pod && podTrouble(pod),
    daemonSet: set && workloadName(set),
    ready: set?.ready,
    desired: set?.desired,
    set: set?.name,
    setNamespace: set?.namespace,
    bare: daemonSet || pod ? undefined : node,
    policy,
    drained: policy ? undefined : node,
    image: driver.image,
  };
}

function evidence(name: string, driver: Parts) {
  const { version, cuda, daemonSet, pod } = driver;
  const { labels, signals } = driver.kind;
  const expected = gpuSoftwareTable().versionLabels.driver.map(([key]) => key);
  const keys = [...(version?.keys ?? expected), ...(cuda?.keys ?? [])];
  const how = version?.direct ? 'observed' : 'inferred';
  const stage = pod?.stage && `at ${pod.stage}`;
  const trouble = pod && [`${pod.restarts}`, stage, podTrouble(pod)];
  return evidenceOf(
    nodeRows(name, signals),
    keys.map(key => [`node/${name}`, `label ${key}`, labels[key] || 'absent']),
    version &&
      !version.keys && [version.from, 'driver version', version.value, how],
    daemonSet && readyRow(daemonSet),
    pod && [`pod/${pod.name}`, 'restarts', trouble?.filter(Boolean).join(', ')],
  );
}
