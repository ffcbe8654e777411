import { parseQuantity } from '@runai-portal/kube';
import {
  NO_QUANTITIES,
  type NodeFact,
  type Quantities,
} from '../facts/nodeFact';
import type { Profile } from '../profiles';
import { acceleratorTable } from '../profiles/acceleratorTable';
import { gpuSoftwareTable } from '../profiles/gpuSoftwareTable';
import { anyOf, type Matcher } from '../profiles/wildcard';
import { memoize } from './memoize';

/** Capacity and allocatable of one resource, in units of it: whole GPUs, MIG devices, shares. */
export interface GpuResource {
  readonly capacity: number;
  readonly allocatable: number;
}

/** By name of the resource. */
export type GpuResources = Readonly<Record<string, GpuResource>>;

/** What a node's capacity and allocatable say of accelerators. */
export interface NodeResources {
  /** Of NVIDIA's device plugin, those at 0 too: the kubelet keeps the name of what once registered. */
  readonly gpus: GpuResources;
  /** Sums over them. */
  readonly total: GpuResource;
  /** NVIDIA's GPUs under another product's name, e.g. `aliyun.com/gpu-mem`. */
  readonly shares: GpuResources;
  /** NVIDIA's devices that virtual machines get. */
  readonly forVirtualMachines: GpuResources;
  /** There is a resource for another maker's devices. */
  readonly ofOtherMaker: boolean;
}

const readResources = memoize(
  (
    capacities: Quantities,
    allocatables: Quantities,
    ofDevicePlugin: readonly string[],
  ): NodeResources => {
    const { virtualMachineResources, isOtherMakersResource } =
      acceleratorTable();
    const { devicePlugins } = gpuSoftwareTable();
    const names = Object.keys({ ...capacities, ...allocatables }).sort();
    const counted = (matches: Matcher): GpuResources =>
      Object.fromEntries(
        names.filter(matches).flatMap(name => {
          const capacity = parseQuantity(capacities[name] ?? '')?.toNumber();
          const allocatable = parseQuantity(
            allocatables[name] ?? '',
          )?.toNumber();
          // A node that tells only one of the two is taken at its word for both; what is no quantity is unknown, not 0.
          const told = capacity ?? allocatable;
          return told === undefined
            ? []
            : [[name, { capacity: told, allocatable: allocatable ?? told }]];
        }),
      );
    const gpus = counted(anyOf(ofDevicePlugin));
    return {
      gpus,
      total: totalOf(gpus),
      shares: counted(name =>
        devicePlugins.some(({ resources }) => resources(name)),
      ),
      forVirtualMachines: counted(virtualMachineResources),
      ofOtherMaker: Object.keys(capacities).some(isOtherMakersResource),
    };
  },
);

/** What a node offers, looked up once for all nodes that offer the same. */
export function nodeResources(
  { capacity = NO_QUANTITIES, allocatable = NO_QUANTITIES }: NodeFact,
  { resources }: Pick<Profile['gpu']['signals'], 'resources'>,
): NodeResources {
  return readResources(capacity, allocatable, resources);
}

/** The sum over resources. */
export function totalOf(resources: GpuResources): GpuResource {
  const all = Object.values(resources);
  return {
    capacity: all.reduce((sum, { capacity }) => sum + capacity, 0),
    allocatable: all.reduce((sum, { allocatable }) => sum + allocatable, 0),
  };
}
