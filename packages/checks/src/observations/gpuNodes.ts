import { defineObservation, type ObservationContext } from '../declarations';
import { gpuDraFact } from '../facts/gpuDra';
import { gpuOperatorFact, type GpuOperatorFact } from '../facts/gpuOperator';
import { parseLabelSelector } from '../facts/labelSelector';
import type { NodeFact } from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import type { Profile } from '../profiles';
import { byNode } from './byNode';
import {
  nodeResources,
  offeredUnits,
  readOffer,
  type GpuOffer,
} from './gpuOffer';
import { gpuSignals, type GpuSignal } from './gpuSignals';
import { simulationOf } from './simulatedNodes';

/** A node with NVIDIA GPUs, how it is known, and what it offers. */
export interface GpuNode {
  readonly name: string;
  readonly node: NodeFact;
  /** At least one. */
  readonly signals: readonly GpuSignal[];
  readonly offer: GpuOffer;
  /** Why containers cannot use them, and by what that is known; undefined for a machine whose GPUs they are to use. */
  readonly excluded?: Exclusion;
}

interface Exclusion {
  /** The node, or its GPUs, are pretended; its pods run outside the cluster; no driver for containers is wanted on it. */
  readonly why: 'Simulated' | 'RunsElsewhere' | 'GivenToVirtualMachines';
  /** What simulates it. */
  readonly by?: string;
  readonly key: string;
  readonly value: string;
}

/** The nodes with NVIDIA GPUs. */
export type GpuNodes = ReturnType<typeof gpuNodesObservation.observe>;

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
    const { profile } = context;
    const recognise = gpuRecognition(context);
    const slicesOf = byNode(slices ?? []);
    const found = nodes.flatMap((node): GpuNode[] => {
      const own = slicesOf.get(node.name) ?? [];
      const signals = [
        ...recognise(node),
        ...own.map(({ devices }) => ({
          kind: 'slice' as const,
          key: 'ResourceSlice devices',
          value: `${devices}`,
        })),
      ];
      if (signals.length === 0) {
        return [];
      }
      const { name } = node;
      const offer = readOffer(node, profile.gpu.signals, own);
      const excluded =
        simulated(node, profile) ?? virtualMachineUse(node, profile, operator);
      return [{ name, node, signals, offer, excluded }];
    });
    return {
      nodes: found,
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

/** A machine whose GPUs containers are to use: neither pretended nor given to virtual machines. */
export function isForContainers({ excluded }: GpuNode): boolean {
  return !excluded;
}

/** What simulates these nodes, or their GPUs, in words. */
export function simulators(gpus: readonly GpuNode[]): string {
  const all = gpus.flatMap(({ excluded }) => excluded?.by ?? []);
  return [...new Set(all)].join(' and ');
}

/** Whether a node that should offer GPUs offers none. False where ResourceSlices, which were not read, may offer them. */
export function offersNone(
  gpu: GpuNode,
  { slicesRead, sharedSlices }: GpuNodes,
  { dra }: { dra?: boolean },
): boolean {
  return (
    isForContainers(gpu) &&
    offeredUnits(gpu.offer) === 0 &&
    !(dra && sharedSlices.length > 0) &&
    (slicesRead || dra === false || registered(gpu))
  );
}

/** Whether a device plugin once offered GPUs on the node. */
export function registered({ offer: { resources } }: GpuNode): boolean {
  return Object.keys(resources).length > 0;
}

type Context = Pick<ObservationContext, 'profile' | 'settings'>;

/** The signs of NVIDIA GPUs that nodes show themselves, their ResourceSlices aside. */
export function gpuRecognition({ profile, settings }: Context) {
  const selector =
    settings.gpuNodes && parseLabelSelector(settings.gpuNodes.selector);
  return (node: NodeFact): readonly GpuSignal[] => {
    const signals = gpuSignals(node, profile.gpu.signals);
    return selector?.matches(node.labels)
      ? [
          ...signals,
          { kind: 'declared', key: 'gpuNodes.selector', value: selector.text },
        ]
      : signals;
  };
}

const WORKLOAD_CONFIG = 'nvidia.com/gpu.workload.config';

/** By the node's own label, else by the devices that it offers, else by what the ClusterPolicy says of nodes without a label. */
function virtualMachineUse(
  node: NodeFact,
  { gpu: { signals } }: Profile,
  operator: GpuOperatorFact | undefined,
): Exclusion | undefined {
  const why = 'GivenToVirtualMachines';
  const isForMachines = (workload = '') => workload.startsWith('vm-');
  const own = node.labels[WORKLOAD_CONFIG];
  if (own !== undefined) {
    return isForMachines(own)
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
  const [{ name = '', defaultWorkload: value = '' } = {}] =
    operator?.clusterPolicies ?? [];
  const key = `sandboxWorkloads.defaultWorkload of ClusterPolicy ${name}`;
  return isForMachines(value) && node.labels[signals.presentLabel] === 'true'
    ? { why, key, value }
    : undefined;
}

/** How simulations by run-ai/fake-gpu-operator are told, wherever they are. */
export const FAKE_GPU_OPERATOR = 'fake-gpu-operator';

function simulated(node: NodeFact, { gpu }: Profile): Exclusion | undefined {
  const simulation = simulationOf(node);
  if (simulation) {
    const { pods, ...sign } = simulation;
    return { why: pods === 'nowhere' ? 'Simulated' : 'RunsElsewhere', ...sign };
  }
  const { simulatedLabel } = gpu.signals;
  const value = node.labels[simulatedLabel];
  return value === undefined
    ? undefined
    : {
        why: 'Simulated',
        by: FAKE_GPU_OPERATOR,
        key: `label ${simulatedLabel}`,
        value,
      };
}
