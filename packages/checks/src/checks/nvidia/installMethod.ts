import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf, type EvidenceRow } from '../../engine/findings';
import { workloadName, type WorkloadFact } from '../../facts/workloads';
import {
  gpuInstallObservation,
  type GpuInstall,
} from '../../observations/gpuInstall';
import {
  FAKE_GPU_OPERATOR,
  simulators,
  type GpuNode,
} from '../../observations/gpuNodes';
import {
  gpuStackObservation,
  type GpuStack,
} from '../../observations/gpuStack';
import { namesOf } from '../../words';
import {
  INSTALL_OPERATOR,
  nodeRows,
  offerRows,
  operatorNamespace,
  signRows,
} from './gpuNode';

/** What hands out the GPUs where no operator does. */
const BY =
  '[through {daemonSet} ({version})|through {daemonSet}|with no DaemonSet to be seen]';

/** B4, B5: the GPU stack is there, by one of the ways that the requirement names. */
export const installMethod = defineCheck({
  id: 'gpu.install-method',
  title: 'The NVIDIA software is installed in one known way',
  category: 'nvidia',
  requirements: ['B4', 'B5'],
  description:
    'The NVIDIA software comes either with the GPU Operator or is installed on each GPU node; clouds bring their own. Two ways at once fight over the same nodes, and a simulation runs no GPU work.',
  verify: {
    text: 'See whether a ClusterPolicy, and thereby the GPU Operator, is there, and who brings the device plugin and the driver. One of the ways must serve each node, not two.',
    commands: [
      'kubectl get clusterpolicies.nvidia.com',
      'helm list --all-namespaces',
      "kubectl get daemonsets --all-namespaces -o wide | grep -iE 'nvidia|gpu'",
    ],
    where: {
      openshift: {
        commands: [
          'oc get csv --all-namespaces',
          'oc get clusterpolicies.nvidia.com',
          "oc get daemonsets --all-namespaces -o wide | grep -iE 'nvidia|gpu'",
        ],
      },
    },
  },
  uses: { install: gpuInstallObservation, stack: gpuStackObservation },
  dependsOn: ['gpu.nodes-present'],
  expected: 'the GPU Operator, or driver and device plugin on each GPU node',
  actual: '{summary}',
  outcomes: {
    GpuOperator: {
      status: 'pass',
      says: '{summary} is installed. It runs in namespace {namespace}, with {object}[. ClusterPolicy {ignored} is not in force: {policy} is older]',
    },
    GpuOperatorNotRunning: {
      status: 'warn',
      says: '[{summary} is installed and does not run. {ready} of {desired} replicas are ready in namespace {namespace}, with {object}|The GPU Operator is gone, its operands are left. Nothing keeps those of {object} up to date|{summary} has nothing to act on. It is installed in namespace {namespace}, and there is neither a ClusterPolicy nor a GPUCluster][. ClusterPolicy {ignored} is not in force: {policy} is older]',
      remedy: {
        text: 'Bring the operator back, and see that it has a ClusterPolicy: what it installed runs on, but nobody repairs or extends it to new nodes.',
        commands: [
          'kubectl -n {operatorNamespace} get deployments,pods',
          'kubectl get clusterpolicies.nvidia.com',
          'kubectl -n {operatorNamespace} logs deployment/gpu-operator --tail 50',
        ],
        docs: ['gpuOperator'],
      },
    },
    PerNode: {
      status: 'pass',
      says: `The NVIDIA software is installed on each GPU node. [All {several} GPU nodes offer|The one GPU node offers] GPUs, ${BY}`,
    },
    PerNodeIncomplete: {
      status: 'warn',
      says: `{silent} of {nodes} GPU nodes {silent:offers|offer} no GPU. The NVIDIA software is installed node by node, ${BY}; no GPU is offered by {names}`,
      remedy: {
        text: 'Install driver, container toolkit and device plugin on the nodes that are named, as on the others.',
        commands: [
          'kubectl -n {pluginNamespace} describe daemonset {plugin}',
          'kubectl describe node {example}',
        ],
        docs: ['gpuDevicePlugin'],
      },
    },
    VendorManaged: {
      status: 'pass',
      says: `The cloud manages the NVIDIA software. {offering} of {nodes} GPU nodes {offering:offers|offer} GPUs, ${BY}`,
      actual: 'managed by the cloud',
    },
    SimulatedGpus: {
      status: 'warn',
      says: 'These are simulated GPUs. {marked} {marked:node is|nodes are} marked by {simulator}: schedulers see GPUs, but nothing can compute on them',
      remedy: {
        text: 'Good for trying out schedulers. Before real work: remove the simulation with its nodes and node labels, then install the GPU Operator.',
        commands: [
          'kubectl get nodes -L type,nvidia.com/gpu.present',
          'helm -n {namespace} list',
          'kubectl label nodes --all {markedBy}-',
        ],
        docs: ['fakeGpuOperator', 'gpuOperator'],
      },
    },
    TwoDevicePlugins: {
      status: 'warn',
      says: '{rivals} device plugins want the same nodes. They are {rivalNames}; each hands out the same GPUs, and what the kubelet counts depends on which came last[. Now {shared} {shared:node offers|nodes offer} more units than it has devices, so one that shares GPUs owns nvidia.com/gpu there: {sharedNames}][; on {plain} the numbers agree]',
      remedy: {
        text: 'Keep one. With the GPU Operator, remove the stand-alone DaemonSet, or keep the operator’s off the nodes of the other by the label nvidia.com/gpu.deploy.device-plugin=false; where the nodes bring everything themselves, turn the plugin of the operator off.',
        commands: [
          'kubectl -n {rivalNamespace} get daemonset {rival} -o wide',
          'kubectl -n {otherNamespace} get daemonset {other} -o wide',
        ],
        docs: ['gpuOperator', 'gpuDevicePlugin'],
      },
    },
    NotInstalled: {
      status: 'fail',
      says: 'No NVIDIA software is installed. There {nodes:is|are} {nodes} GPU {nodes:node|nodes}, and neither a GPU Operator nor a device plugin[; ClusterPolicy {policy} is there, but nothing acts on it]',
      actual: 'nothing installed',
      remedy: {
        text: 'Install the GPU Operator; or, on each GPU node, driver and NVIDIA container runtime (as the default runtime), then the device plugin.',
        commands: [INSTALL_OPERATOR],
        docs: ['gpuOperator', 'gpuDevicePlugin'],
      },
    },
  },
  evaluate: ({ install, stack, profile }) => {
    const { method, object, rivals, offering, silent } = install;
    const { operator } = stack;
    const byOperator = method === 'gpu-operator';
    // A DaemonSet that wants pods on nodes without GPUs proves no installation on each GPU node.
    if (
      offering.length + silent.length === 0 &&
      !byOperator &&
      method !== 'simulated'
    ) {
      return [];
    }
    const { simulatedLabel } = profile.gpu.signals;
    const isLabelled = install.simulated.some(
      ({ node }) => node.labels[simulatedLabel] !== undefined,
    );
    return {
      outcome: firstOf(
        [method === 'simulated', 'SimulatedGpus'],
        [rivals.length > 1, 'TwoDevicePlugins'],
        [byOperator && operator?.ready && object, 'GpuOperator'],
        [byOperator, 'GpuOperatorNotRunning'],
        [method === 'none', 'NotInstalled'],
        [method === 'vendor-managed', 'VendorManaged'],
        [silent.length === 0, 'PerNode'],
        'PerNodeIncomplete',
      ),
      values: {
        ...valuesOf(install, stack),
        operatorNamespace: install.namespace ?? operatorNamespace(profile),
        markedBy: isLabelled ? simulatedLabel : undefined,
      },
      evidence: evidence(install, stack),
    };
  },
});

function valuesOf(install: GpuInstall, stack: GpuStack) {
  const { summary, namespace, object, offering, silent, simulated } = install;
  const { operator, policy, draPlugin } = stack;
  const nodes = offering.length + silent.length;
  const [plugin] = install.plugins;
  const rivals = install.rivals.map(({ workload }) => workload);
  const shares = ({ offer }: GpuNode) =>
    offer.capacity > (offer.hardware ?? Infinity);
  const shared = install.rivals.length > 0 ? offering.filter(shares) : [];
  const plain = offering.length - shared.length;
  const [rival, other] = rivals;
  const daemonSet = plugin?.workload ?? draPlugin;
  return {
    summary,
    namespace,
    object: object?.title,
    ready: operator?.ready,
    desired: operator?.desired,
    ignored: install.ignored,
    policy: policy?.name,
    nodes,
    several: nodes === 1 ? undefined : nodes,
    offering: offering.length,
    silent: silent.length,
    names: namesOf(silent, 10),
    example: silent[0]?.name,
    daemonSet: daemonSet && workloadName(daemonSet),
    version: plugin?.version,
    plugin: plugin?.workload.name,
    pluginNamespace: plugin?.workload.namespace,
    marked: simulated.length,
    simulator: simulators(simulated) || FAKE_GPU_OPERATOR,
    rivals: rivals.length,
    rivalNames: install.rivals
      .map(({ title, workload: one }) => `${title} (${workloadName(one)})`)
      .join(' and '),
    shared: shared.length || undefined,
    sharedNames: namesOf(shared, 5) || undefined,
    plain: (shared.length > 0 && plain) || undefined,
    rival: rival?.name,
    rivalNamespace: rival?.namespace,
    other: other?.name,
    otherNamespace: other?.namespace,
  };
}

function evidence(install: GpuInstall, stack: GpuStack) {
  const { method, object, plugins, simulated, simulatedClass } = install;
  const { operator, operands, polyfill } = stack;
  const ofPlugins = plugins.map(({ workload, title, origin }) => {
    const who = origin === 'other' ? title : origin;
    return replicasRow(workload, `device plugin (${who})`);
  });
  if (method === 'simulated') {
    const { name, handler } = simulatedClass ?? {};
    return evidenceOf(
      simulated.flatMap(signRows),
      ofPlugins,
      polyfill && replicasRow(polyfill),
      [`RuntimeClass ${name}`, 'handler', handler],
    );
  }
  // With the operator each node is told by gpu.node-device-plugin; of rivals, whose count it is that the kubelet goes by.
  const all = [...install.silent, ...install.offering];
  const rows = (gpu: GpuNode) => [
    ...offerRows(gpu),
    ...nodeRows(gpu.name, gpu.offer.labels.slice(0, 1)),
  ];
  const nodes =
    install.rivals.length > 0
      ? all.slice(0, 10).flatMap(rows)
      : method !== 'gpu-operator' && all.flatMap(offerRows);
  const names = operands.map(({ name }) => name).join(', ');
  return evidenceOf(
    operator
      ? replicasRow(operator)
      : ['Deployments', 'image gpu-operator', 'absent'],
    object && [object.title, 'status.state', object.state, 'reported'],
    ['DaemonSets of the operator', undefined, names],
    ofPlugins,
    plugins.length === 0 && ['DaemonSets', 'device plugin', 'absent'],
    nodes,
  );
}

function replicasRow(workload: WorkloadFact, key = 'replicas'): EvidenceRow {
  const { ready, desired, containers } = workload;
  const image = containers[0]?.image ?? 'none';
  const value = `${ready} of ${desired} ready, image ${image}`;
  return [workloadName(workload), key, value];
}
