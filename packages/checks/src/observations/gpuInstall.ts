import { defineObservation } from '../declarations';
import {
  gpuOperatorFact,
  type GpuOperatorFact,
  type GpuOperatorObject,
} from '../facts/gpuOperator';
import { runtimeClassesFact } from '../facts/runtimeClasses';
import { gpuSoftwareTable } from '../profiles/tables';
import {
  FAKE_GPU_OPERATOR,
  gpuNodesObservation,
  isForContainers,
  type GpuNode,
} from './gpuNodes';
import {
  gpuStackObservation,
  selects,
  type DevicePlugin,
  type GpuStack,
} from './gpuStack';

/** How the NVIDIA software came to a cluster, and whose objects that is known by. */
export type GpuInstall = ReturnType<typeof gpuInstallObservation.observe>;

type InstallSigns = ReturnType<typeof signsOf>;

/** What one way of installing tells beside the signs. */
interface Method extends Partial<Pick<InstallSigns, 'rivals'>> {
  readonly method:
    | 'gpu-operator'
    | 'per-node'
    | 'vendor-managed'
    | 'simulated'
    | 'none';
  /** In a few words, with the version where it is known. */
  readonly summary: string;
  readonly namespace?: string;
  /** Of the operator: what it acts on, and the names of what it passes over. */
  readonly object?: GpuOperatorObject & { readonly kind: string };
  readonly ignored?: string;
}

/** How the NVIDIA software was installed: by objects and owners first, by names last. */
export const gpuInstallObservation = defineObservation({
  id: 'gpu-install',
  // Without the operator's objects nothing is said: that it has none would be a guess.
  uses: {
    gpus: gpuNodesObservation,
    stack: gpuStackObservation,
    objects: gpuOperatorFact,
  },
  optional: { runtimeClasses: runtimeClassesFact },
  observe: ({ gpus, stack, objects, runtimeClasses = [] }) => {
    const signs = signsOf(gpus.nodes, stack, runtimeClasses);
    const method =
      bySimulation(signs, stack) ??
      byOperator(stack, objects) ??
      withoutOperator(signs);
    return { ...signs, ...method };
  },
});

function signsOf(
  gpus: readonly GpuNode[],
  stack: GpuStack,
  runtimeClasses: readonly { name: string; handler: string }[],
) {
  const nodes = gpus.filter(isForContainers);
  const { plugins } = stack;
  const { runtimeClass } = gpuSoftwareTable().simulation;
  return {
    /** Device plugins that want pods. */
    plugins,
    /** Those of them that hand out the GPUs of the same nodes. */
    rivals: rivalPlugins(plugins, nodes),
    /** GPU nodes for containers that offer GPUs, or did; and those that never did. */
    offering: nodes.filter(offersOrDid),
    silent: nodes.filter(gpu => !offersOrDid(gpu)),
    /** Nodes whose GPUs, or that themselves, are pretended. */
    simulated: gpus.filter(({ excluded }) => excluded?.why === 'Simulated'),
    simulatedClass: runtimeClasses.find(
      ({ name, handler }) =>
        name === runtimeClass.name && handler === runtimeClass.handler,
    ),
  };
}

function offersOrDid({ offer }: GpuNode): boolean {
  return (
    offer.capacity > 0 ||
    offer.dra !== undefined ||
    Object.keys(offer.shares).length > 0
  );
}

/**
 * One mark of run-ai/fake-gpu-operator is enough, none of them occurs with real GPUs; simulated nodes are told only where there
 * is no other GPU node.
 */
function bySimulation(
  { plugins, offering, silent, simulated, simulatedClass }: InstallSigns,
  { polyfill }: GpuStack,
): Method | undefined {
  const realNodes = offering.length + silent.length;
  const fake = plugins.find(({ origin }) => origin === 'simulated');
  const marked =
    fake ||
    (polyfill && simulatedClass) ||
    simulated.some(
      ({ excluded }) => realNodes === 0 || excluded?.by === FAKE_GPU_OPERATOR,
    );
  const { namespace } = polyfill ?? fake?.workload ?? {};
  const summary = 'simulated GPUs';
  return marked
    ? { method: 'simulated', summary, namespace, rivals: [] }
    : undefined;
}

function byOperator(
  { operator, operands }: GpuStack,
  { clusterPolicies: [policy, ...others], gpuClusters }: GpuOperatorFact,
): Method | undefined {
  const object = policy ?? gpuClusters[0];
  // A definition without an object, or an object that nobody ever acted on, is no installation.
  if (!operator && !(object && operands.length > 0)) {
    return undefined;
  }
  return {
    method: 'gpu-operator',
    summary: ['GPU Operator', operator?.version].filter(Boolean).join(' '),
    namespace: operator?.workload.namespace ?? operands[0]?.namespace,
    object: object && {
      ...object,
      kind: policy ? 'ClusterPolicy' : 'GPUCluster',
    },
    ignored: others.map(({ name }) => name).join(', ') || undefined,
  };
}

function withoutOperator({ plugins, offering, silent }: InstallSigns): Method {
  const [plugin] = plugins;
  const version = plugin?.version;
  if (!plugin && offering.length === 0) {
    return { method: 'none', summary: 'none' };
  }
  const nodes = [...offering, ...silent];
  const ofCloud = nodes.some(({ signals }) =>
    signals.some(({ kind }) => kind === 'cloud'),
  );
  if (plugin ? plugin.origin === 'vendor' : ofCloud) {
    const summary = `managed by the cloud${version ? `, ${version}` : ''}`;
    return { method: 'vendor-managed', summary };
  }
  const some = `${offering.length} of ${nodes.length} GPU nodes`;
  const where = silent.length === 0 ? 'each GPU node' : some;
  const by = version ? `, device plugin ${version}` : '';
  return { method: 'per-node', summary: `installed on ${where}${by}` };
}

/** Device plugins that land on the same GPU nodes. Several of one cloud do not: each has its own kind of node. */
function rivalPlugins(
  plugins: readonly DevicePlugin[],
  nodes: readonly GpuNode[],
): DevicePlugin[] {
  // Nodes of one pool share their labels: each kind of node is looked at once.
  const kinds = [...new Set(nodes.map(({ node }) => node.labels))];
  const collide = (a: DevicePlugin, b: DevicePlugin) =>
    !(a.origin === 'vendor' && b.origin === 'vendor') &&
    kinds.some(
      labels => selects(a.workload, labels) && selects(b.workload, labels),
    );
  return plugins.filter(plugin =>
    plugins.some(other => other !== plugin && collide(plugin, other)),
  );
}
