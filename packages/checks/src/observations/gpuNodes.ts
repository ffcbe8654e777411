import { defineObservation } from '../declarations';
import { gpuDraFact } from '../facts/gpuDra';
import { gpuOperatorFact, type GpuOperatorFact } from '../facts/gpuOperator';
import { Interner } from '../facts/interner';
import type { NodeFact } from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import { noParts, share } from '../memoize';
import type { Profile } from '../profiles';
import { groupBy } from './collections';
import {
  nodeResources,
  offeredUnits,
  readOffer,
  type GpuOffer,
} from './gpuOffer';
import { gpuRecognition, type GpuSignal } from './gpuSignals';
import { simulationOf } from './simulatedNodes';

/** The nodes with NVIDIA GPUs. */
export type GpuNodes = ReturnType<typeof gpuNodesObservation.observe>;

/** A node with NVIDIA GPUs, how it is known, and what it offers. */
export type GpuNode = GpuNodes['nodes'][number];

/** Why containers cannot use the GPUs of a node, and by what that is known. */
export interface Exclusion {
  /** The node, or its GPUs, are pretended; its pods run outside the cluster; no driver for containers is wanted on it. */
  readonly why: 'Simulated' | 'RunsElsewhere' | 'GivenToVirtualMachines';
  /** What simulates it. */
  readonly by?: string;
  readonly key: string;
  readonly value: string;
}

/** What is judged of a GPU node but its name: one object for all nodes of a pool. */
export interface GpuNodeKind {
  readonly labels: NodeFact['labels'];
  readonly signals: readonly GpuSignal[];
  readonly offer: GpuOffer;
  readonly excluded: Exclusion | undefined;
}

/**
 * The nodes with NVIDIA GPUs: the union of all signals, since no stack sets every one of them.
 *
 * @remarks The vendor's own tool asks for fourteen labels at once and loses each node that lacks one.
 */
export const gpuNodesObservation = defineObservation({
  id: 'gpu-nodes',
  uses: { nodes: nodesFact },
  optional: { slices: gpuDraFact, operator: gpuOperatorFact },
  observe: ({ nodes, slices, operator, ...context }) => {
    const known = context.profile.gpu.signals;
    const recognise = gpuRecognition(context);
    const interner = new Interner();
    const shared = (exclusion: Exclusion | undefined) =>
      exclusion && interner.object(exclusion);
    const kinds = noParts<GpuNodeKind>();
    const slicesOf = groupBy(slices ?? [], slice => slice.node);
    const found = nodes.flatMap(node => {
      const own = slicesOf.get(node.name) ?? [];
      const shown = recognise(node);
      const bySlices = own.map(({ devices }) => ({
        kind: 'slice' as const,
        key: 'ResourceSlice devices',
        value: `${devices}`,
      }));
      const signals = own.length > 0 ? [...shown, ...bySlices] : shown;
      if (signals.length === 0) {
        return [];
      }
      const { name } = node;
      const offer = readOffer(node, known, own);
      /** Undefined for a machine whose GPUs containers are to use. */
      const excluded: Exclusion | undefined =
        simulationOf(node) ??
        simulatedGpus(node, known) ??
        virtualMachineUse(node, known, operator);
      const { labels } = node;
      const kind = { labels, signals, offer, excluded: shared(excluded) };
      return [{ name, node, ...kind, kind: share(kinds, kind) }];
    });
    return {
      nodes: found,
      /** Machines whose GPUs containers are to use: neither pretended nor given to virtual machines. */
      forContainers: found.filter(({ excluded }) => !excluded),
      byName: new Map(found.map(gpu => [gpu.name, gpu])),
      /** Of how many nodes. */
      of: nodes.length,
      /** False where ResourceSlices could not be read: a node that offers nothing may offer by them. */
      slicesRead: slices !== undefined,
      /** ResourceSlices that several nodes share. */
      sharedSlices: (slices ?? []).filter(slice => slice.node === undefined),
    };
  },
});

/** What simulates these nodes, or their GPUs, in words. */
export function simulators(gpus: readonly GpuNode[]): string {
  const all = gpus.flatMap(({ excluded }) => excluded?.by ?? []);
  return [...new Set(all)].join(' and ');
}

/** Whether a node that should offer GPUs offers none. False where ResourceSlices, which were not read, may offer them. */
export function offersNone(
  gpu: GpuNode,
  { slicesRead, sharedSlices }: GpuNodes,
  dra: boolean | undefined,
): boolean {
  return (
    !gpu.excluded &&
    offeredUnits(gpu.offer) === 0 &&
    !(dra && sharedSlices.length > 0) &&
    (slicesRead || dra === false || registered(gpu))
  );
}

/** Whether a device plugin once offered GPUs on the node. */
export function registered({
  offer: { resources },
}: Pick<GpuNode, 'offer'>): boolean {
  return Object.keys(resources).length > 0;
}

const WORKLOAD_CONFIG = 'nvidia.com/gpu.workload.config';

type Signals = Profile['gpu']['signals'];

/** By the node's own label, else by the devices that it offers, else by what the ClusterPolicy says of nodes without a label. */
function virtualMachineUse(
  node: NodeFact,
  signals: Signals,
  operator: GpuOperatorFact | undefined,
): Exclusion | undefined {
  const why = 'GivenToVirtualMachines';
  const own = node.labels[WORKLOAD_CONFIG];
  if (own !== undefined) {
    return own.startsWith('vm-')
      ? { why, key: WORKLOAD_CONFIG, value: own }
      : undefined;
  }
  const { forVirtualMachines, total } = nodeResources(node, signals);
  if (total.capacity > 0) {
    return undefined;
  }
  const [device] = Object.entries(forVirtualMachines);
  if (device) {
    return { why, key: device[0], value: `${device[1].capacity}` };
  }
  const { name, defaultWorkload } = operator?.clusterPolicies[0] ?? {};
  return defaultWorkload?.startsWith('vm-') &&
    node.labels[signals.presentLabel] === 'true'
    ? {
        why,
        key: `sandboxWorkloads.defaultWorkload of ClusterPolicy ${name}`,
        value: defaultWorkload,
      }
    : undefined;
}

/** How simulations by run-ai/fake-gpu-operator are told, wherever they are. */
export const FAKE_GPU_OPERATOR = 'fake-gpu-operator';

function simulatedGpus(
  { labels }: NodeFact,
  { simulatedLabel }: Signals,
): Exclusion | undefined {
  const value = labels[simulatedLabel];
  const key = `label ${simulatedLabel}`;
  return value === undefined
    ? undefined
    : { why: 'Simulated', by: FAKE_GPU_OPERATOR, key, value };
}
