import { defineCheck, notInProfile, type Remedy } from '../../declarations';
import { evidenceOf, firstOf, type EvidenceRow } from '../../engine/findings';
import { gpuOperatorFact } from '../../facts/gpuOperator';
import { workloadName, type WorkloadFact } from '../../facts/workloads';
import { gpuInstallObservation } from '../../observations/gpuInstall';
import { gpuNodesObservation } from '../../observations/gpuNodes';
import { gpuStackObservation } from '../../observations/gpuStack';
import type { Profile } from '../../profiles';
import { alternatives, namesOf, someNames } from '../../words';
import { operatorNamespace, readyRow } from './gpuNode';
import { operatorState } from './operatorState';

const LOOK: Remedy = {
  text: 'Look at the operands that are not ready, the driver first: the others wait for it.',
  commands: [
    'kubectl get clusterpolicies.nvidia.com {policy} -o yaml',
    'kubectl get gpuclusters.nvidia.com {gpuCluster} -o yaml',
    'kubectl get nvidiadrivers.nvidia.com',
    'kubectl -n {operandNamespace} get daemonsets,pods -o wide',
    'kubectl -n {namespace} logs deployment/{operator} --tail 50',
  ],
  docs: ['gpuOperatorTroubleshooting'],
};

const LABELS: Remedy = {
  text: 'The operator finds GPU nodes by the labels that node feature discovery sets, with the vendor of PCI devices as their only field. See that its worker runs on {silentNames} and writes feature.node.kubernetes.io/pci-10de.present there.',
  commands: [
    'kubectl get nodes -L feature.node.kubernetes.io/pci-10de.present,nvidia.com/gpu.present',
    'kubectl get pods --all-namespaces -o wide | grep -i node-feature-discovery',
    'kubectl -n {namespace} logs deployment/{operator} --tail 50',
  ],
  docs: ['gpuOperatorTroubleshooting', 'gpuOperator'],
};

const UPGRADE: Remedy = {
  text: 'Upgrade the GPU Operator to a release that this version of Run:ai was tested with; it replaces its operands, and with a new driver pods with GPUs are ended node by node.',
  commands: [
    'helm list --all-namespaces --filter gpu-operator',
    'helm repo update && helm search repo nvidia/gpu-operator --versions',
  ],
  docs: ['gpuOperatorUpgrade'],
};

const WHO = '[ClusterPolicy {policy}|GPUCluster {gpuCluster}]';
const SHORT = '[. Not ready: {unready}]';
const PASSED_OVER = '[. {ignored} is not in force: {inForce} is older]';

/** B4: the GPU Operator has brought up what it installs, by its own word, by its operands and by what the nodes offer. */
export const operatorReady = defineCheck({
  id: 'gpu.operator-ready',
  title: 'The GPU Operator is ready',
  category: 'nvidia',
  requirements: ['B4'],
  description:
    'Where the GPU Operator installs the NVIDIA software, it must have come to an end with it. Its state alone proves nothing: it says ready without any GPU node, before GPUs are offered, and in 2021 also while drivers crash. So the state of ClusterPolicy or GPUCluster and of each NVIDIADriver, the DaemonSets that it made and the GPUs that nodes offer are looked at together, and its version is compared with the range of the profile.',
  verify: {
    text: 'The state must be ready, with the reason Reconciled where there is one; each DaemonSet must have as many pods ready as it wants; each GPU node must have nvidia.com/gpu in its allocatable resources.',
    commands: [
      'kubectl get clusterpolicies.nvidia.com,gpuclusters.nvidia.com,nvidiadrivers.nvidia.com -o yaml',
      'kubectl get daemonsets --all-namespaces | grep -i nvidia',
      "kubectl get nodes -o custom-columns='NODE:.metadata.name,GPUS:.status.allocatable.nvidia\\.com/gpu'",
    ],
  },
  uses: {
    install: gpuInstallObservation,
    stack: gpuStackObservation,
    objects: gpuOperatorFact,
    gpus: gpuNodesObservation,
  },
  expected:
    'state ready, every operand ready[, version {minimum} or newer][, tested up to {maxTested}][, not {excluded}]',
  actual: '[{state}|no state][, version {version}]',
  outcomes: {
    Ready: {
      status: 'pass',
      says: `The GPU Operator[ {version}] is ready. ${WHO} [says {state}|has no state yet]; {wanting} {wanting:DaemonSet has|DaemonSets have} all pods ready`,
    },
    NoGpuNodes: {
      status: 'notApplicable',
      says: 'The GPU Operator has nothing to do. [By its own word: {reason}|No node has a GPU for it], and no GPU node lacks a GPU',
    },
    Simulated: {
      status: 'warn',
      says: 'The GPU Operator is only pretended. {polyfill} has its name and wants {desired} pods; the GPUs are simulated',
      actual: 'simulated',
      remedy: {
        text: 'Good for trying out schedulers. Before real work: remove the simulation, then install the GPU Operator.',
        commands: ['helm -n {polyfillNamespace} list'],
        docs: ['fakeGpuOperator', 'gpuOperator'],
      },
    },
    NoPolicy: {
      status: 'fail',
      says: 'The GPU Operator was not told what to install. There is neither a ClusterPolicy nor a GPUCluster, and {silent} of {nodes} GPU nodes {silent:offers|offer} no GPU: {silentNames}',
      remedy: {
        text: 'Make a ClusterPolicy: the chart of the operator brings one, on OpenShift it is made in the web console after the operator is installed.',
        commands: [
          'kubectl get clusterpolicies.nvidia.com',
          'helm list --all-namespaces --filter gpu-operator',
        ],
        docs: ['gpuOperator'],
      },
    },
    SeesNoGpuNodes: {
      status: 'fail',
      says: 'The GPU Operator says it is ready and sees no GPU node. {silent} of {nodes} GPU nodes {silent:offers|offer} no GPU: {silentNames}; its reason is {reason}[: {message}]',
      remedy: LABELS,
    },
    NotReadyYet: {
      status: 'warn',
      says: `The GPU Operator is at work and not ready yet. ${WHO} changed {changed} {changed:minute|minutes} ago[ and says: {message}]${SHORT}`,
      remedy: {
        text: 'Wait: drivers are installed and validated node by node. After {graceMinutes} minutes without a change it counts as a fault.',
        commands: ['kubectl -n {operandNamespace} get pods -o wide'],
        docs: ['gpuOperatorTroubleshooting'],
      },
    },
    NotReady: {
      status: 'fail',
      says: `The GPU Operator is not ready. ${WHO} is {state}[ ({reason})][ for {changed} {changed:minute|minutes}][, and says: {message}]${SHORT}${PASSED_OVER}`,
      remedy: LOOK,
    },
    DriverNotReady: {
      status: 'fail',
      says: `The driver of a pool of GPU nodes is not ready. NVIDIADriver {driver} is {driverState}[ ({driverReason})][: {driverMessage}], whatever ${WHO} says of itself[: {state}]${SHORT}`,
      remedy: LOOK,
    },
    NotReconciled: {
      status: 'fail',
      says: `The GPU Operator has installed nothing. ${WHO} [says {state}|has no status], no DaemonSet of its own is there, and {silent} of {nodes} GPU nodes {silent:offers|offer} no GPU${PASSED_OVER}`,
      remedy: LOOK,
    },
    NothingWanted: {
      status: 'fail',
      says: `The operands of the GPU Operator are meant for no node. ${WHO} [says {state}|has no status], all {operands} DaemonSets want 0 pods, and {silent} of {nodes} GPU nodes {silent:offers|offer} no GPU: {silentNames}`,
      remedy: LABELS,
    },
    OperandsNotReady: {
      status: 'fail',
      says: `Operands of the GPU Operator are not ready. Of {down} not one pod is, though ${WHO} [says {state}|has no status that would tell it]${SHORT}${PASSED_OVER}`,
      remedy: LOOK,
    },
    OperandsPartlyReady: {
      status: 'warn',
      says: `Some operands are not ready on every node. ${WHO} [says {state}|has no status][, and: {message}]. Which nodes it is, the checks of nodes tell${SHORT}`,
      remedy: LOOK,
    },
    OperatorNotRunning: {
      status: 'warn',
      says: `The operands are ready, the GPU Operator does not run. What ${WHO} says[, {state},] is from before: nobody repairs its operands or extends them to new nodes`,
      remedy: {
        text: 'Bring the operator back.',
        commands: [
          'kubectl -n {operatorNamespace} get deployments,pods',
          'kubectl -n {operatorNamespace} get events --sort-by=.lastTimestamp',
        ],
        docs: ['gpuOperator'],
      },
    },
    VersionTooOld: {
      status: 'fail',
      says: 'GPU Operator {version} is older than {minimum}, which is required[ for {use}]. It is ready otherwise',
      remedy: UPGRADE,
    },
    VersionExcluded: {
      status: 'fail',
      says: 'GPU Operator {version} will not do for this version of Run:ai. Excluded by the vendor: {excluded}',
      remedy: UPGRADE,
    },
    ReadyWithoutGpus: {
      status: 'fail',
      says: `The GPU Operator is ready, and no GPU node offers a GPU. ${WHO} [says {state}|has no status], its operands are ready: {silentNames}`,
      remedy: LOOK,
    },
    SomeNodesWithoutGpus: {
      status: 'warn',
      says: `The GPU Operator is ready, and not every GPU node offers GPUs. Without: {silentNames}, {silent} of {nodes}. ${WHO} knows nothing of it`,
      remedy: {
        text: 'See what the checks of driver, runtime and device plugin say of these nodes, and whether the operands are meant for them: their labels nvidia.com/gpu.deploy.* must be true.',
        commands: ['kubectl describe node {example}'],
        docs: ['gpuOperatorTroubleshooting'],
      },
    },
    DuplicatePolicy: {
      status: 'warn',
      says: '{ignored} is not in force. The GPU Operator goes by {inForce}, which is older, and is ready: what the other one says is never done',
      remedy: {
        text: 'Keep one: take over into {inForce} what is wanted of the other, then delete that.',
        commands: [
          'kubectl get clusterpolicies.nvidia.com,gpuclusters.nvidia.com',
        ],
        docs: ['gpuOperator'],
      },
    },
    GpuClusterMode: {
      status: 'warn',
      says: 'The GPU Operator is ready, in a mode that {profile} does not know. GPUCluster {gpuCluster} offers GPUs by Dynamic Resource Allocation, without nvidia.com/gpu',
      remedy: {
        owner: 'vendor',
        text: 'Ask the vendor whether this version of Run:ai schedules by Dynamic Resource Allocation, or install the operator with a ClusterPolicy.',
        docs: ['gpuDra'],
      },
    },
    VersionAboveTested: {
      status: 'warn',
      says: 'GPU Operator {version} is newer than {maxTested}, the newest that was tested. It is ready',
      remedy: {
        owner: 'vendor',
        text: 'Ask the vendor whether this version of Run:ai works with GPU Operator {version}.',
      },
    },
    VersionUnreadable: {
      status: 'unknown',
      says: 'The version of the GPU Operator cannot be read. It is ready, and no tag of its image tells which it is',
      remedy: {
        text: 'See by which chart or subscription it was installed.',
        commands: [
          'helm list --all-namespaces --filter gpu-operator',
          'kubectl -n {operatorNamespace} get deployments -o wide',
        ],
        docs: ['gpuOperator'],
      },
    },
  },
  evaluate: sources => {
    const { install, stack, profile } = sources;
    const { polyfill } = stack;
    if (install.method === 'simulated' && polyfill) {
      return {
        outcome: 'Simulated',
        values: {
          polyfill: workloadName(polyfill),
          polyfillNamespace: polyfill.namespace,
          desired: polyfill.desired,
        },
        evidence: evidenceOf(readyRow(polyfill)),
      };
    }
    if (install.method !== 'gpu-operator') {
      return [];
    }
    const state = operatorState(sources);
    const outcome = select(state, profile);
    const evidence = evidenceOfState(state, stack.operator);
    return outcome === 'VersionNotKnown'
      ? notInProfile(
          profile,
          'which versions of the GPU Operator it works with',
          evidence,
        )
      : {
          outcome,
          values: valuesOf(state, stack.operator, profile),
          evidence,
          judged: state.wanting.length,
          of: state.operands.length,
        };
  },
});

type State = ReturnType<typeof operatorState>;

function select(state: State, profile: Profile) {
  const { object, word, operands, wanting, silent, nodes, range } = state;
  const { isFresh, isSettling, waitsForNodes } = state;
  const lacks = silent.length > 0;
  const mode = state.byGpuCluster && !profile.gpu.operator.gpuClusterMode;
  return firstOf(
    [!object && lacks, 'NoPolicy'],
    [word?.idle && lacks, isSettling ? 'NotReadyYet' : 'SeesNoGpuNodes'],
    [!object || word?.idle, 'NoGpuNodes'],
    [
      word?.notReady &&
        !state.runs &&
        wanting.length > 0 &&
        state.unready.length === 0,
      'OperatorNotRunning',
    ],
    [word?.notReady && isFresh, 'NotReadyYet'],
    [word?.notReady && waitsForNodes, 'OperandsPartlyReady'],
    [word?.notReady, 'NotReady'],
    [state.drivers.length > 0, isFresh ? 'NotReadyYet' : 'DriverNotReady'],
    [wanting.length === 0 && !lacks, 'NoGpuNodes'],
    [wanting.length === 0 && isSettling, 'NotReadyYet'],
    [operands.length === 0, 'NotReconciled'],
    [wanting.length === 0, 'NothingWanted'],
    [waitsForNodes, 'OperandsPartlyReady'],
    [state.none.length > 0, isFresh ? 'NotReadyYet' : 'OperandsNotReady'],
    [state.unready.length > 0, 'OperandsPartlyReady'],
    [!state.runs, 'OperatorNotRunning'],
    [range === 'TooOld', 'VersionTooOld'],
    [range === 'Excluded', 'VersionExcluded'],
    [lacks && isSettling, 'NotReadyYet'],
    [lacks && silent.length === nodes.length, 'ReadyWithoutGpus'],
    [lacks, 'SomeNodesWithoutGpus'],
    [state.ignored.length > 0, 'DuplicatePolicy'],
    [mode, 'GpuClusterMode'],
    [range === 'AboveTested', 'VersionAboveTested'],
    [range === 'Unreadable', 'VersionUnreadable'],
    [range === 'NotKnown', 'VersionNotKnown'],
    'Ready',
  );
}

function valuesOf(
  state: State,
  operator: WorkloadFact | undefined,
  profile: Profile,
) {
  const { object, word, silent, unready, none, ignored, byGpuCluster } = state;
  const { minimum, maxTested, excluded = [], graceMinutes } = state.asked;
  const [driver] = state.drivers;
  const driverError = driver?.conditions?.find(
    ({ type, status }) => type === 'Error' && status === 'True',
  );
  return {
    profile: profile.id,
    version: state.version,
    minimum,
    use: state.asked.reason,
    maxTested,
    excluded: alternatives(excluded) || undefined,
    graceMinutes,
    policy: byGpuCluster ? undefined : object?.name,
    gpuCluster: byGpuCluster ? object?.name : undefined,
    inForce: object?.name,
    ignored: namesOf(ignored) || undefined,
    state: word?.state,
    reason: word?.reason,
    message: word?.message,
    changed: state.changed,
    driver: driver?.name,
    driverState: driver && (driver.state ?? 'notReady'),
    driverReason: driverError?.reason,
    driverMessage: driverError?.message,
    operands: state.operands.length,
    wanting: state.wanting.length,
    unready:
      unready.length > 0 ? someNames(unready.map(counted), 6) : undefined,
    down: namesOf(none, 3),
    nodes: state.nodes.length,
    silent: silent.length,
    silentNames: namesOf(silent, 10) || undefined,
    example: silent[0]?.name,
    operandNamespace: (unready.at(0) ?? state.operands.at(0))?.namespace,
    namespace: operator?.namespace,
    operator: operator?.name,
    operatorNamespace: operator?.namespace ?? operatorNamespace(profile),
  };
}

function counted({ name, ready, desired }: WorkloadFact): string {
  return `${name} ${ready} of ${desired}`;
}

function evidenceOfState(
  { object, word, operands, drivers, byGpuCluster, silent, ignored }: State,
  operator: WorkloadFact | undefined,
) {
  const kind = byGpuCluster ? 'GPUCluster' : 'ClusterPolicy';
  const title = `${kind} ${object?.name}`;
  const rows = (
    { name, state, conditions = [] }: (typeof drivers)[number],
    what = `NVIDIADriver ${name}`,
  ): EvidenceRow[] => [
    [what, 'status.state', state ?? 'absent', 'reported'],
    ...conditions.map(
      ({ type, status, reason, message }): EvidenceRow => [
        what,
        `condition ${type}`,
        [status, reason, message].filter(Boolean).join(', '),
        'reported',
      ],
    ),
  ];
  return evidenceOf(
    object && rows(object, title),
    ignored.map(({ name, state = 'absent' }) => [
      `${kind} ${name}`,
      'status.state',
      `${state}, not in force`,
      'reported',
    ]),
    drivers.flatMap(driver => rows(driver)),
    operator
      ? readyRow(operator)
      : ['Deployments', 'image gpu-operator', 'absent'],
    operands.map(readyRow),
    word &&
      silent.map(
        ({ name }): EvidenceRow => [`node/${name}`, 'allocatable GPUs', 0],
      ),
  );
}
