import { defineObservation } from '../declarations';
import { gpuOperatorFact, type GpuOperatorFact } from '../facts/gpuOperator';
import { runtimeClassesFact } from '../facts/runtimeClasses';
import { gpuSoftwareTable } from '../profiles/tables';
import {
  FAKE_GPU_OPERATOR,
  gpuNodesObservation,
  type GpuNode,
  type GpuNodes,
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
    const signs = signsOf(gpus, stack, runtimeClasses);
    return { ...signs, ...methodOf(signs, stack, objects) };
  },
});

function signsOf(
  { nodes, forContainers }: GpuNodes,
  { plugins }: GpuStack,
  runtimeClasses: readonly { name: string; handler: string }[],
) {
  const { runtimeClass } = gpuSoftwareTable().simulation;
  return {
    /** Device plugins that want pods. */
    plugins,
    /** Those of them that hand out the GPUs of the same nodes. */
    rivals: rivalPlugins(plugins, forContainers),
    /** GPU nodes for containers that offer GPUs, or did; and those that never did. */
    offering: forContainers.filter(offersOrDid),
    silent: forContainers.filter(gpu => !offersOrDid(gpu)),
    /** Nodes whose GPUs, or that themselves, are pretended. */
    simulated: nodes.filter(({ excluded }) => excluded?.why === 'Simulated'),
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

function methodOf(
  { plugins, offering, silent, simulated, simulatedClass }: InstallSigns,
  { operator, operands, polyfill }: GpuStack,
  { clusterPolicies: [policy, ...others], gpuClusters }: GpuOperatorFact,
) {
  const nodes = [...offering, ...silent];
  const fake = plugins.find(({ origin }) => origin === 'simulated');
  // One mark of run-ai/fake-gpu-operator is enough, none of them occurs with real GPUs; other simulated nodes have to be alone.
  const isSimulated =
    fake !== undefined ||
    (polyfill !== undefined && simulatedClass !== undefined) ||
    simulated.some(
      ({ excluded }) =>
        nodes.length === 0 || excluded?.by === FAKE_GPU_OPERATOR,
    );
  if (isSimulated) {
    return {
      method: 'simulated' as const,
      /** In a few words, with the version where it is known. */
      summary: 'simulated GPUs',
      namespace: (polyfill ?? fake?.workload)?.namespace,
    };
  }
  const object = policy ?? gpuClusters[0];
  const kind = policy ? 'ClusterPolicy' : 'GPUCluster';
  // A definition without an object, or an object that nobody ever acted on, is no installation.
  if (operator || (object && operands.length > 0)) {
    const { name, state = 'absent' } = object ?? {};
    return {
      method: 'gpu-operator' as const,
      summary: ['GPU Operator', operator?.version].filter(Boolean).join(' '),
      namespace: (operator ?? operands[0]).namespace,
      /** What the operator acts on, and the names of what it passes over. */
      object: object && { title: `${kind} ${name}`, state },
      ignored: others.map(one => one.name).join(', ') || undefined,
    };
  }
  const [plugin] = plugins;
  const version = plugin?.version;
  if (!plugin && offering.length === 0) {
    return { method: 'none' as const, summary: 'none' };
  }
  const ofCloud = nodes.some(({ signals }) =>
    signals.some(({ kind: sign }) => sign === 'cloud'),
  );
  if (plugin ? plugin.origin === 'vendor' : ofCloud) {
    const summary = `managed by the cloud${version ? `, ${version}` : ''}`;
    return { method: 'vendor-managed' as const, summary };
  }
  const some = `${offering.length} of ${nodes.length} GPU nodes`;
  const where = silent.length === 0 ? 'each GPU node' : some;
  const by = version ? `, device plugin ${version}` : '';
  return { method: 'per-node' as const, summary: `installed on ${where}${by}` };
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
