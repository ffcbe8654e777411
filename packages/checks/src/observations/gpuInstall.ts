import { defineObservation } from '../declarations';
import {
  gpuOperatorFact,
  type GpuOperatorFact,
  type GpuOperatorObject,
} from '../facts/gpuOperator';
import {
  runtimeClassesFact,
  type RuntimeClassFact,
} from '../facts/runtimeClasses';
import { gpuSoftwareTable } from '../profiles/gpuSoftwareTable';
import { gpuNodesObservation, isForContainers, type GpuNode } from './gpuNodes';
import {
  gpuStackObservation,
  selects,
  type DevicePlugin,
  type GpuStack,
} from './gpuStack';

/** How the NVIDIA software came to a cluster, and whose objects that is known by. */
export interface GpuInstall {
  readonly method:
    | 'gpu-operator'
    | 'per-node'
    | 'vendor-managed'
    | 'simulated'
    | 'none';
  /** In a few words, with the version where it is known. */
  readonly summary: string;
  readonly version?: string;
  readonly namespace?: string;
  /** Of the operator: what it acts on, and what it passes over. */
  readonly object?: GpuOperatorObject & { readonly kind: string };
  readonly ignored: readonly string[];
  /** Device plugins that want pods. */
  readonly plugins: readonly DevicePlugin[];
  /** Those of them that hand out the GPUs of the same nodes. */
  readonly rivals: readonly DevicePlugin[];
  /** GPU nodes for containers that offer GPUs, or did; and those that never did. */
  readonly offering: readonly GpuNode[];
  readonly silent: readonly GpuNode[];
  /** Nodes whose GPUs, or that themselves, are pretended. */
  readonly simulated: readonly GpuNode[];
  readonly simulatedClass?: RuntimeClassFact;
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
  observe: ({ gpus, stack, objects, runtimeClasses = [] }): GpuInstall => {
    const nodes = gpus.nodes.filter(isForContainers);
    const offering = nodes.filter(offersOrDid);
    const plugins = stack.plugins.filter(
      ({ workload }) => workload.desired > 0,
    );
    const { runtimeClass } = gpuSoftwareTable().simulation;
    const common = {
      ignored: [],
      plugins,
      offering,
      silent: nodes.filter(gpu => !offersOrDid(gpu)),
      simulated: gpus.nodes.filter(
        ({ simulation }) => simulation?.pods === 'nowhere',
      ),
      simulatedClass: runtimeClasses.find(
        ({ name, handler }) =>
          name === runtimeClass.name && handler === runtimeClass.handler,
      ),
    };
    return (
      bySimulation(stack, common, nodes) ??
      byOperator(stack, objects, {
        ...common,
        rivals: rivalPlugins(plugins, nodes),
      }) ??
      withoutOperator({ ...common, rivals: rivalPlugins(plugins, nodes) })
    );
  },
});

type Common = Omit<GpuInstall, 'method' | 'summary' | 'version' | 'namespace'>;

function offersOrDid({ offer }: GpuNode): boolean {
  return (
    offer.capacity > 0 ||
    offer.dra !== undefined ||
    Object.keys(offer.shares).length > 0
  );
}

const FAKE_OPERATOR = 'fake-gpu-operator';

/**
 * One mark of run-ai/fake-gpu-operator is enough, none of them occurs with real GPUs; simulated nodes are told only where there
 * is no other GPU node.
 */
function bySimulation(
  { polyfill }: GpuStack,
  common: Omit<Common, 'rivals'>,
  real: readonly GpuNode[],
): GpuInstall | undefined {
  const fakes = common.plugins.filter(({ origin }) => origin === 'simulated');
  const faked = common.simulated.some(
    ({ simulation }) => simulation?.by === FAKE_OPERATOR,
  );
  const pretended = common.simulated.length > 0 && real.length === 0;
  const stands = polyfill && common.simulatedClass;
  if (!faked && fakes.length === 0 && !stands && !pretended) {
    return undefined;
  }
  return {
    ...common,
    rivals: [],
    method: 'simulated',
    summary: 'simulated GPUs',
    namespace: (polyfill ?? fakes[0]?.workload)?.namespace,
  };
}

function byOperator(
  { operator, operands }: GpuStack,
  { clusterPolicies, gpuClusters }: GpuOperatorFact,
  common: Common,
): GpuInstall | undefined {
  const [policy, ...others] = clusterPolicies;
  const [gpuCluster] = gpuClusters;
  const object = policy ?? gpuCluster;
  // A definition without an object, or an object that nobody ever acted on, is no installation.
  if (!operator && !(object && operands.length > 0)) {
    return undefined;
  }
  const version = operator?.version;
  return {
    ...common,
    method: 'gpu-operator',
    summary: `GPU Operator${version ? ` ${version}` : ''}`,
    version,
    namespace: operator?.workload.namespace ?? operands[0]?.namespace,
    object: object && {
      ...object,
      kind: policy ? 'ClusterPolicy' : 'GPUCluster',
    },
    ignored: others.map(({ name }) => name),
  };
}

function withoutOperator(common: Common): GpuInstall {
  const { plugins, offering, silent } = common;
  const [plugin] = plugins;
  const version = plugin?.version;
  const found = { ...common, version, namespace: plugin?.workload.namespace };
  if (!plugin && offering.length === 0) {
    return { ...found, method: 'none', summary: 'none' };
  }
  const cloud = [...offering, ...silent].some(({ signals }) =>
    signals.some(({ kind }) => kind === 'cloud'),
  );
  if (plugin?.origin === 'vendor' || (!plugin && cloud)) {
    return {
      ...found,
      method: 'vendor-managed',
      summary: `managed by the cloud${version ? `, ${version}` : ''}`,
    };
  }
  const nodes = offering.length + silent.length;
  const where =
    silent.length === 0
      ? 'each GPU node'
      : `${offering.length} of ${nodes} GPU nodes`;
  return {
    ...found,
    method: 'per-node',
    summary: `installed on ${where}${
      version ? `, device plugin ${version}` : ''
    }`,
  };
}

/** Device plugins that land on the same GPU nodes. Several of one cloud do not: each has its own kind of node. */
function rivalPlugins(
  plugins: readonly DevicePlugin[],
  nodes: readonly GpuNode[],
): DevicePlugin[] {
  return plugins.filter(plugin =>
    plugins.some(other => other !== plugin && collide(plugin, other, nodes)),
  );
}

function collide(
  a: DevicePlugin,
  b: DevicePlugin,
  nodes: readonly GpuNode[],
): boolean {
  if (a.origin === 'vendor' && b.origin === 'vendor') {
    return false;
  }
  // Nodes of one pool share their labels: each kind of node is looked at once.
  const kinds = new Set(nodes.map(({ node }) => node.labels));
  return [...kinds].some(
    labels => selects(a.workload, labels) && selects(b.workload, labels),
  );
}
