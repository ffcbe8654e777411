import { defineCheck, type EvidenceLine } from '../../declarations';
import { workloadName } from '../../facts/workload';
import {
  gpuInstallObservation,
  type GpuInstall,
} from '../../observations/gpuInstall';
import type { GpuNode } from '../../observations/gpuNodes';
import {
  gpuStackObservation,
  type DevicePlugin,
  type GpuStack,
} from '../../observations/gpuStack';
import { someNames } from '../../words';
import { DOCS, INSTALL_OPERATOR } from './docs';

/** B4, B5: the GPU stack is there, by one of the ways that the requirement names. */
export const installMethod = defineCheck({
  id: 'gpu.install-method',
  title: 'The NVIDIA software is installed in one known way',
  category: 'nvidia',
  requirements: ['B4', 'B5'],
  description:
    'The NVIDIA software comes either with the GPU Operator or is installed on each GPU node; clouds bring their own. Two ways at once fight over the same nodes, and a simulation runs no GPU work.',
  scope: 'cluster',
  severity: 'required',
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
      says: '[The GPU Operator is gone, its operands are left. Nothing keeps those of {orphaned} up to date][{idle} has nothing to act on. It is installed in namespace {namespace}, and there is neither a ClusterPolicy nor a GPUCluster][{stopped} is installed and does not run. {ready} of {desired} replicas are ready in namespace {namespace}, with {object}][. ClusterPolicy {ignored} is not in force: {policy} is older]',
      remedy: {
        owner: 'cluster-admin',
        text: 'Bring the operator back, and see that it has a ClusterPolicy: what it installed runs on, but nobody repairs or extends it to new nodes.',
        commands: [
          'kubectl -n {operatorNamespace} get deployments,pods',
          'kubectl get clusterpolicies.nvidia.com',
          'kubectl -n {operatorNamespace} logs deployment/gpu-operator --tail 50',
        ],
        docs: [DOCS.operator],
      },
    },
    PerNode: {
      status: 'pass',
      says: 'The NVIDIA software is installed on each GPU node. [All {several} GPU nodes offer][The {one} GPU node offers] GPUs, {by}',
    },
    PerNodeIncomplete: {
      status: 'warn',
      says: '{silent} of {nodes} GPU nodes {silent:offers|offer} no GPU. The NVIDIA software is installed node by node, {by}; no GPU is offered by {names}',
      remedy: {
        owner: 'cluster-admin',
        text: 'Install driver, container toolkit and device plugin on the nodes that are named, as on the others.',
        commands: [
          'kubectl -n {pluginNamespace} describe daemonset {plugin}',
          'kubectl describe node {example}',
        ],
        docs: [DOCS.plugin],
      },
    },
    VendorManaged: {
      status: 'pass',
      says: 'The cloud manages the NVIDIA software. {offering} of {nodes} GPU nodes {offering:offers|offer} GPUs, {by}',
      actual: 'managed by the cloud',
    },
    SimulatedGpus: {
      status: 'warn',
      says: 'These are simulated GPUs. {marked} {marked:node is|nodes are} marked by {simulator}: schedulers see GPUs, but nothing can compute on them',
      remedy: {
        owner: 'cluster-admin',
        text: 'Good for trying out schedulers. Before real work: remove the simulation with its nodes and node labels, then install the GPU Operator.',
        commands: [
          'kubectl get nodes -L type,nvidia.com/gpu.present',
          'helm -n {simulationNamespace} list',
          'kubectl label nodes --all {markedBy}-',
        ],
        docs: [DOCS.simulation, DOCS.operator],
      },
    },
    TwoDevicePlugins: {
      status: 'warn',
      says: '{rivals} device plugins want the same nodes. They are {rivalNames}; each hands out the same GPUs, and what the kubelet counts depends on which came last',
      remedy: {
        owner: 'cluster-admin',
        text: 'Keep one. With the GPU Operator, remove the stand-alone DaemonSet, or keep the operator’s off the nodes of the other by the label nvidia.com/gpu.deploy.device-plugin=false; where the nodes bring everything themselves, turn the plugin of the operator off.',
        commands: [
          'kubectl -n {rivalNamespace} get daemonset {rival} -o wide',
          'kubectl -n {otherNamespace} get daemonset {other} -o wide',
        ],
        docs: [DOCS.operator, DOCS.plugin],
      },
    },
    NotInstalled: {
      status: 'fail',
      says: 'No NVIDIA software is installed. There {nodes:is|are} {nodes} GPU {nodes:node|nodes}, and neither a GPU Operator nor a device plugin[; ClusterPolicy {policy} is there, but nothing acts on it]',
      actual: 'nothing installed',
      remedy: {
        owner: 'cluster-admin',
        text: 'Install the GPU Operator; or, on each GPU node, driver and NVIDIA container runtime (as the default runtime), then the device plugin.',
        commands: [INSTALL_OPERATOR],
        docs: [DOCS.operator, DOCS.plugin],
      },
    },
  },
  evaluate({ install, stack, profile }) {
    const outcome = select(install, stack);
    if (!outcome) {
      return [];
    }
    const [rival, other] = install.rivals;
    return {
      outcome: install.rivals.length > 1 ? 'TwoDevicePlugins' : outcome,
      values: {
        ...valuesOf(install, stack),
        operatorNamespace:
          install.namespace ??
          profile.gpu.operator.namespaces[0] ??
          'gpu-operator',
        simulationNamespace: install.namespace,
        markedBy: install.simulated.some(
          ({ node }) =>
            node.labels[profile.gpu.signals.simulatedLabel] !== undefined,
        )
          ? profile.gpu.signals.simulatedLabel
          : undefined,
        rivals: install.rivals.length,
        rivalNames: install.rivals
          .map(({ workload }) => workloadName(workload))
          .join(' and '),
        rival: rival?.workload.name,
        rivalNamespace: rival?.workload.namespace,
        other: other?.workload.name,
        otherNamespace: other?.workload.namespace,
      },
      evidence: evidenceOf(install, stack),
    };
  },
});

/** Undefined where there is neither a GPU node nor anything that would tell how it was installed. */
function select(
  { method, object, offering, silent }: GpuInstall,
  { operator }: GpuStack,
) {
  const nodes = offering.length + silent.length;
  switch (method) {
    case 'simulated':
      return 'SimulatedGpus';
    case 'gpu-operator':
      return operator && operator.workload.ready > 0 && object
        ? 'GpuOperator'
        : 'GpuOperatorNotRunning';
    case 'none':
      return nodes > 0 ? 'NotInstalled' : undefined;
    case 'vendor-managed':
      // A DaemonSet that wants pods on nodes without GPUs proves no installation on each GPU node.
      return nodes > 0 ? 'VendorManaged' : undefined;
    default:
      if (nodes === 0) {
        return undefined;
      }
      return silent.length === 0 ? 'PerNode' : 'PerNodeIncomplete';
  }
}

function valuesOf(
  install: GpuInstall,
  { operator, objects, draPlugin }: GpuStack,
) {
  const { summary, namespace, object, ignored, offering, silent } = install;
  const named = object && `${object.kind} ${object.name}`;
  const nodes = offering.length + silent.length;
  const [plugin] = install.plugins;
  const stopped = operator && object && operator.workload.ready === 0;
  return {
    summary,
    namespace,
    object: named,
    orphaned: operator ? undefined : named,
    idle: operator && !object ? summary : undefined,
    stopped: stopped ? summary : undefined,
    ready: operator?.workload.ready,
    desired: operator?.workload.desired,
    ignored: ignored.length > 0 ? ignored.join(', ') : undefined,
    policy: objects?.clusterPolicies[0]?.name,
    nodes,
    one: nodes === 1 ? 'one' : undefined,
    several: nodes === 1 ? undefined : nodes,
    offering: offering.length,
    silent: silent.length,
    names: someNames(
      silent.map(({ node }) => node.name),
      10,
    ),
    example: silent[0]?.node.name,
    by: through(plugin, draPlugin),
    plugin: plugin?.workload.name,
    pluginNamespace: plugin?.workload.namespace,
    marked: install.simulated.length,
    simulator:
      [...new Set(install.simulated.map(({ simulation }) => simulation?.by))]
        .filter(Boolean)
        .join(' and ') || 'fake-gpu-operator',
  };
}

function through(
  plugin: DevicePlugin | undefined,
  draPlugin: GpuStack['draPlugin'],
): string {
  if (plugin) {
    return `through ${titleOf(plugin)}`;
  }
  return draPlugin
    ? `through ${workloadName(draPlugin)}`
    : 'with no DaemonSet to be seen';
}

function titleOf({ workload, version }: DevicePlugin): string {
  return `${workloadName(workload)}${version ? ` (${version})` : ''}`;
}

function evidenceOf(install: GpuInstall, stack: GpuStack): EvidenceLine[] {
  const lines: EvidenceLine[] = [];
  switch (install.method) {
    case 'simulated':
      lines.push(...simulationEvidence(install, stack));
      break;
    case 'gpu-operator':
      lines.push(...operatorEvidence(install, stack));
      break;
    case 'none':
      lines.push(
        { what: 'Deployments', key: 'image gpu-operator', value: 'absent' },
        { what: 'DaemonSets', key: 'device plugin', value: 'absent' },
        ...install.silent.map(({ node }) => ({
          what: `node/${node.name}`,
          key: 'capacity nvidia.com/gpu',
          value: 'absent',
        })),
      );
      break;
    default:
      lines.push(
        ...install.plugins.map(pluginEvidence),
        ...install.offering.map(offerEvidence),
      );
  }
  return [...lines, ...install.rivals.map(pluginEvidence)];
}

function simulationEvidence(
  { simulated, plugins, simulatedClass }: GpuInstall,
  { polyfill }: GpuStack,
): EvidenceLine[] {
  return [
    ...simulated.flatMap(({ node, simulation }) =>
      simulation
        ? [
            {
              what: `node/${node.name}`,
              key: simulation.key,
              value: simulation.value,
            },
          ]
        : [],
    ),
    ...plugins
      .filter(({ origin }) => origin === 'simulated')
      .map(pluginEvidence),
    ...(polyfill
      ? [
          {
            what: workloadName(polyfill),
            key: 'image',
            value: polyfill.containers[0]?.image ?? 'none',
          },
        ]
      : []),
    ...(simulatedClass
      ? [
          {
            what: `RuntimeClass ${simulatedClass.name}`,
            key: 'handler',
            value: simulatedClass.handler,
          },
        ]
      : []),
  ];
}

function operatorEvidence(
  { object }: GpuInstall,
  { operator, operands }: GpuStack,
): EvidenceLine[] {
  const lines: EvidenceLine[] = [
    operator
      ? {
          what: workloadName(operator.workload),
          key: 'ready',
          value: `${operator.workload.ready} of ${operator.workload.desired}, image ${operator.workload.containers[0]?.image}`,
        }
      : { what: 'Deployment of the GPU Operator', value: 'absent' },
  ];
  if (object) {
    lines.push({
      what: `${object.kind} ${object.name}`,
      key: 'status.state',
      value: object.state ?? 'absent',
      how: 'reported',
    });
  }
  if (operands.length > 0) {
    lines.push({
      what: 'DaemonSets that it owns',
      value: operands.map(({ name }) => name).join(', '),
    });
  }
  return lines;
}

function pluginEvidence({
  workload,
  title,
  origin,
}: DevicePlugin): EvidenceLine {
  return {
    what: workloadName(workload),
    key: `device plugin (${origin === 'other' ? title : origin})`,
    value: `${workload.ready} of ${workload.desired} ready, image ${
      workload.containers[0]?.image ?? 'none'
    }`,
  };
}

function offerEvidence({ node, offer }: GpuNode): EvidenceLine {
  return {
    what: `node/${node.name}`,
    key: 'capacity',
    value: Object.entries({ ...offer.resources, ...offer.shares })
      .map(([resource, { capacity }]) => `${resource} ${capacity}`)
      .join(', '),
  };
}
