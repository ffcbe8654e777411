import { parseQuantity } from '@runai-portal/kube';
import {
  NO_QUANTITIES,
  type NodeFact,
  type Quantities,
} from '../facts/nodeFact';
import type { Profile } from '../profiles';
import { acceleratorTable } from '../profiles/acceleratorTable';
import { gpuSoftwareTable } from '../profiles/gpuSoftwareTable';
import { gpuResourceMatcher } from '../profiles/gpuResourceMatcher';
import type { Matcher } from '../profiles/wildcard';
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
  /** A resource for another maker's devices. */
  readonly other?: string;
}

type Signals = Pick<Profile['gpu']['signals'], 'resources'>;

const readResources = memoize(
  (
    capacities: Quantities,
    allocatables: Quantities,
    names: Signals,
  ): NodeResources => {
    const { isVirtualMachineResource, isOtherResource } = acceleratorTable();
    const { isShare } = gpuSoftwareTable();
    const counted = (matches: Matcher) =>
      count(capacities, allocatables, matches);
    const gpus = counted(gpuResourceMatcher(names));
    return {
      gpus,
      total: totalOf(gpus),
      shares: counted(isShare),
      forVirtualMachines: counted(isVirtualMachineResource),
      other: Object.keys(capacities).find(isOtherResource),
    };
  },
);

/** What a node offers, looked up once for all nodes that offer the same. */
export function nodeResources(
  { capacity = NO_QUANTITIES, allocatable = NO_QUANTITIES }: NodeFact,
  signals: Signals,
): NodeResources {
  return readResources(capacity, allocatable, signals);
}

/** The sum over resources. */
export function totalOf(resources: GpuResources): GpuResource {
  return Object.values(resources).reduce<GpuResource>(
    (sum, { capacity, allocatable }) => ({
      capacity: sum.capacity + capacity,
      allocatable: sum.allocatable + allocatable,
    }),
    { capacity: 0, allocatable: 0 },
  );
}

function count(
  capacities: Quantities,
  allocatables: Quantities,
  matches: Matcher,
): GpuResources {
  const names = new Set(
    [...Object.keys(capacities), ...Object.keys(allocatables)].filter(matches),
  );
  const found: Record<string, GpuResource> = {};
  for (const name of [...names].sort()) {
    const capacity = quantity(capacities[name]);
    const allocatable = quantity(allocatables[name]);
    // A node that tells only one of the two is taken at its word for both.
    if (capacity !== undefined || allocatable !== undefined) {
      found[name] = {
        capacity: capacity ?? allocatable ?? 0,
        allocatable: allocatable ?? capacity ?? 0,
      };
    }
  }
  return found;
}

/** Undefined for what is no quantity: unknown, not 0. */
function quantity(written: string | undefined): number | undefined {
  return written === undefined ? undefined : parseQuantity(written)?.toNumber();
}
