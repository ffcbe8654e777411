import type {
  CheckStatus,
  Evidence,
} from '@runai-portal/backstage-plugin-runai-common';
import type { GpuOperatorFact } from '../../facts/gpuOperator';
import type { RuntimeClassFact } from '../../facts/runtimeClasses';
import type { WorkloadFact } from '../../facts/workload';
import { workloadName } from '../../facts/workload';
import type { Profile } from '../../profiles';
import type { GpuNode } from '../../observations/gpuNodes';
import { gpuResources, totalOf } from '../../observations/gpuNodes';
import type {
  DevicePlugin,
  OperatorDeployment,
} from '../../observations/gpuStack';
import {
  devicePlugins,
  findOperator,
  findPolyfill,
  isOperand,
} from '../../observations/gpuStack';
import { someNames } from '../../words';

/** What the method is found from. */
export interface MethodInput {
  nodes: readonly GpuNode[];
  profile: Profile;
  workloads: readonly WorkloadFact[];
  operator: GpuOperatorFact;
  runtimeClasses: readonly RuntimeClassFact[];
}

/** How the NVIDIA software came to a cluster. */
export type GpuInstallMethod =
  | 'gpu-operator'
  | 'per-node'
  | 'vendor-managed'
  | 'simulated'
  | 'none';

/** The method, what is to be said of it, and what it was seen by. */
export interface FoundMethod {
  method: GpuInstallMethod;
  version?: string;
  namespace?: string;
  status: CheckStatus;
  reason:
    | 'GpuOperator'
    | 'GpuOperatorNotRunning'
    | 'PerNode'
    | 'PerNodeIncomplete'
    | 'VendorManaged'
    | 'SimulatedGpus'
    | 'TwoDevicePlugins'
    | 'NotInstalled';
  message: string;
  /** The method with its version, in a few words. */
  actual: string;
  evidence: Omit<Evidence, 'observedAt'>[];
  /** Device plugins that want pods. */
  plugins: readonly DevicePlugin[];
}

/** Finds how the NVIDIA software was installed: by objects and owners first, by names last. */
export function findMethod(input: MethodInput): FoundMethod {
  const { workloads, operator, profile } = input;
  const deployment = findOperator(workloads);
  const plugins = devicePlugins(workloads, profile.namespaces.cluster).filter(
    ({ workload }) => workload.desired > 0,
  );
  const found =
    simulation(input, plugins) ??
    byOperator(operator, deployment, workloads, plugins) ??
    withoutOperator(input, plugins);
  const rivals = rivalPlugins(plugins);
  if (rivals.length < 2 || found.method === 'simulated') {
    return found;
  }
  return {
    ...found,
    status: 'warn',
    reason: 'TwoDevicePlugins',
    message: `${
      rivals.length
    } device plugins want the same nodes. They are ${rivals
      .map(({ workload }) => workloadName(workload))
      .join(
        ' and ',
      )}; each registers the same GPUs with the kubelet, and the last one wins`,
    evidence: [...found.evidence, ...rivals.map(pluginEvidence)],
  };
}

/** Marks of run-ai/fake-gpu-operator: one is enough, none of them occurs with real GPUs. */
function simulation(
  { nodes, profile, workloads, runtimeClasses }: MethodInput,
  plugins: readonly DevicePlugin[],
): FoundMethod | undefined {
  const label = profile.gpu.signals.simulatedLabel;
  const marked = nodes.filter(({ node }) => node.labels[label] !== undefined);
  const fakes = plugins.filter(({ origin }) => origin === 'simulated');
  const polyfill = findPolyfill(workloads);
  const runtimeClass = runtimeClasses.find(
    ({ name, handler }) => name === 'nvidia' && handler === 'runc',
  );
  if (
    marked.length === 0 &&
    fakes.length === 0 &&
    !(polyfill && runtimeClass)
  ) {
    return undefined;
  }
  return {
    method: 'simulated',
    namespace: (polyfill ?? fakes[0]?.workload)?.namespace,
    status: 'warn',
    reason: 'SimulatedGpus',
    message: `These are simulated GPUs. ${marked.length} ${
      marked.length === 1 ? 'node is' : 'nodes are'
    } marked by fake-gpu-operator: schedulers see GPUs, but nothing can compute on them`,
    actual: 'simulated GPUs',
    plugins,
    evidence: [
      ...marked.map(({ node }) => ({
        what: `node/${node.name}`,
        key: `label ${label}`,
        value: node.labels[label],
      })),
      ...fakes.map(pluginEvidence),
      ...(polyfill
        ? [
            {
              what: workloadName(polyfill),
              key: 'image',
              value: polyfill.containers[0]?.image ?? 'none',
            },
          ]
        : []),
      ...(runtimeClass
        ? [
            {
              what: 'RuntimeClass nvidia',
              key: 'handler',
              value: runtimeClass.handler,
            },
          ]
        : []),
    ],
  };
}

function byOperator(
  operator: GpuOperatorFact,
  deployment: OperatorDeployment | undefined,
  workloads: readonly WorkloadFact[],
  plugins: readonly DevicePlugin[],
): FoundMethod | undefined {
  const [policy] = operator.clusterPolicies;
  const [gpuCluster] = operator.gpuClusters;
  const object = policy ?? gpuCluster;
  const operands = workloads.filter(isOperand);
  // A definition without an object, or an object that nobody ever acted on, is no installation.
  if (!deployment && !(object && operands.length > 0)) {
    return undefined;
  }
  const version = deployment?.version;
  const kind = policy ? 'ClusterPolicy' : 'GPUCluster';
  const running = deployment !== undefined && deployment.workload.ready > 0;
  const name = `GPU Operator${version ? ` ${version}` : ''}`;
  const others = operator.clusterPolicies.slice(1).map(other => other.name);
  const ignored =
    others.length > 0
      ? `. ClusterPolicy ${others.join(', ')} is not in force: ${
          policy.name
        } is older`
      : '';
  return {
    method: 'gpu-operator',
    version,
    namespace: deployment?.workload.namespace ?? operands[0]?.namespace,
    status: running && object ? 'pass' : 'warn',
    reason: running && object ? 'GpuOperator' : 'GpuOperatorNotRunning',
    message: operatorMessage({
      name,
      deployment,
      object: object && `${kind} ${object.name}`,
      running,
      ignored,
    }),
    actual: name,
    plugins,
    evidence: [
      ...(deployment
        ? [
            {
              what: workloadName(deployment.workload),
              key: 'ready',
              value: `${deployment.workload.ready} of ${deployment.workload.desired}, image ${deployment.workload.containers[0]?.image}`,
            },
          ]
        : [{ what: 'Deployment of the GPU Operator', value: 'absent' }]),
      ...(object
        ? [
            {
              what: `${kind} ${object.name}`,
              key: 'status.state',
              value: object.state ?? 'absent',
            },
          ]
        : []),
      ...(operands.length > 0
        ? [
            {
              what: 'DaemonSets that it owns',
              value: operands.map(one => one.name).join(', '),
            },
          ]
        : []),
    ],
  };
}

function operatorMessage(said: {
  name: string;
  deployment?: OperatorDeployment;
  object?: string;
  running: boolean;
  ignored: string;
}): string {
  const { name, deployment, object, running, ignored } = said;
  if (!deployment) {
    return `The GPU Operator is gone, its operands are left. Nothing keeps those of ${object} up to date${ignored}`;
  }
  const where = `in namespace ${deployment.workload.namespace}`;
  if (!object) {
    return `${name} has nothing to act on. It is installed ${where}, and there is neither a ClusterPolicy nor a GPUCluster`;
  }
  return running
    ? `${name} is installed. It runs ${where}, with ${object}${ignored}`
    : `${name} is installed and does not run. ${deployment.workload.ready} of ${deployment.workload.desired} replicas are ready ${where}, with ${object}${ignored}`;
}

function withoutOperator(
  { nodes, profile, operator }: MethodInput,
  plugins: readonly DevicePlugin[],
): FoundMethod {
  const offering = nodes.filter(
    ({ node }) => totalOf(gpuResources(node, profile.gpu.signals)).capacity > 0,
  );
  const silent = nodes
    .filter(gpu => !offering.includes(gpu))
    .map(({ node }) => node.name);
  const plugin = plugins[0];
  const cloud = nodes.some(({ signals }) =>
    signals.some(({ kind }) => kind === 'cloud'),
  );
  const vendor =
    plugin?.origin === 'vendor' ||
    (plugin === undefined && cloud && offering.length > 0);
  const evidence = [
    ...plugins.map(pluginEvidence),
    ...offering.map(({ node }) => ({
      what: `node/${node.name}`,
      key: 'capacity',
      value: Object.entries(gpuResources(node, profile.gpu.signals))
        .map(([resource, { capacity }]) => `${resource} ${capacity}`)
        .join(', '),
    })),
  ];
  const version = plugin?.version;
  const by = plugin
    ? `through ${workloadName(plugin.workload)}${
        version ? ` (${version})` : ''
      }`
    : 'with no DaemonSet to be seen';
  const common = {
    version,
    namespace: plugin?.workload.namespace,
    plugins,
    evidence,
  };
  if (!plugin && offering.length === 0) {
    const definition =
      operator.clusterPolicies.length > 0
        ? '; a ClusterPolicy is there, but nothing acts on it'
        : '';
    return {
      ...common,
      method: 'none',
      status: 'fail',
      reason: 'NotInstalled',
      message: `No NVIDIA software is installed. There ${
        nodes.length === 1 ? 'is 1 GPU node' : `are ${nodes.length} GPU nodes`
      }, and neither a GPU Operator nor a device plugin${definition}`,
      actual: 'nothing installed',
      evidence: [
        { what: 'Deployments', key: 'image gpu-operator', value: 'absent' },
        { what: 'DaemonSets', key: 'device plugin', value: 'absent' },
        ...silent.map(name => ({
          what: `node/${name}`,
          key: 'capacity nvidia.com/gpu',
          value: 'absent',
        })),
      ],
    };
  }
  if (vendor) {
    return {
      ...common,
      method: 'vendor-managed',
      status: 'pass',
      reason: 'VendorManaged',
      message: `The cloud manages the NVIDIA software. ${offering.length} of ${
        nodes.length
      } GPU nodes ${offering.length === 1 ? 'offers' : 'offer'} GPUs, ${by}`,
      actual: 'managed by the cloud',
    };
  }
  const complete = silent.length === 0;
  return {
    ...common,
    method: 'per-node',
    status: complete ? 'pass' : 'warn',
    reason: complete ? 'PerNode' : 'PerNodeIncomplete',
    message: complete
      ? `The NVIDIA software is installed on each GPU node. ${
          nodes.length === 1
            ? 'The one GPU node offers'
            : `All ${nodes.length} GPU nodes offer`
        } GPUs, ${by}`
      : `${silent.length} of ${nodes.length} GPU nodes ${
          silent.length === 1 ? 'offers' : 'offer'
        } no GPU. The NVIDIA software is installed node by node, ${by}; no GPU is offered by ${someNames(
          silent,
          10,
        )}`,
    actual: `installed on ${
      complete
        ? 'each GPU node'
        : `${offering.length} of ${nodes.length} GPU nodes`
    }${version ? `, device plugin ${version}` : ''}`,
  };
}

/** Device plugins that may land on the same nodes. Several of one cloud, or with different values of a selector, do not. */
function rivalPlugins(plugins: readonly DevicePlugin[]): DevicePlugin[] {
  return plugins.filter(plugin =>
    plugins.some(other => other !== plugin && collide(plugin, other)),
  );
}

function collide(a: DevicePlugin, b: DevicePlugin): boolean {
  if (a.origin === 'vendor' && b.origin === 'vendor') {
    return false;
  }
  const own = a.workload.nodeSelector;
  const others = b.workload.nodeSelector;
  return !Object.keys(own).some(
    key => others[key] !== undefined && others[key] !== own[key],
  );
}

function pluginEvidence({
  workload,
  origin,
}: DevicePlugin): Omit<Evidence, 'observedAt'> {
  return {
    what: workloadName(workload),
    key: `device plugin (${origin})`,
    value: `${workload.ready} of ${workload.desired} ready, image ${
      workload.containers[0]?.image ?? 'none'
    }`,
  };
}
