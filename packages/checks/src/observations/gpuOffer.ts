import { parseQuantity } from '@runai-portal/kube';
import type { DraNodeFact } from '../facts/gpuDra';
import {
  NO_QUANTITIES,
  type NodeFact,
  type Quantities,
} from '../facts/nodeFact';
import type { Profile } from '../profiles';
import { acceleratorTable, gpuSoftwareTable } from '../profiles/tables';
import { anyOf, type Matcher } from '../profiles/wildcard';
import { sum } from './collections';
import { memoize } from '../memoize';

type Labels = NodeFact['labels'];
type Signals = Profile['gpu']['signals'];

/** Capacity and allocatable of one resource, in units of it: whole GPUs, MIG devices, shares. */
export interface GpuResource {
  readonly capacity: number;
  readonly allocatable: number;
}

/** By name of the resource. */
export type GpuResources = Readonly<Record<string, GpuResource>>;

/** What a node's capacity and allocatable say of accelerators. */
export type NodeResources = ReturnType<typeof nodeResources>;

/** What a node offers, beside what its labels say that it has. */
export type GpuOffer = ReturnType<typeof readOffer>;

const resourcesBy = memoize(
  (
    capacities: Quantities,
    allocatables: Quantities,
    ofDevicePlugin: readonly string[],
  ) => {
    const accelerators = acceleratorTable();
    const { devicePlugins } = gpuSoftwareTable();
    const names = Object.keys({ ...capacities, ...allocatables }).sort();
    const counted = (matches: Matcher): GpuResources =>
      Object.fromEntries(
        names.filter(matches).flatMap(name => {
          const capacity = parseQuantity(capacities[name] ?? '')?.toNumber();
          const allocatable =
            parseQuantity(allocatables[name] ?? '')?.toNumber() ?? capacity;
          // A node that tells only one of the two is taken at its word for both; what is no quantity is unknown, not 0.
          return allocatable === undefined
            ? []
            : [[name, { capacity: capacity ?? allocatable, allocatable }]];
        }),
      );
    const gpus = counted(anyOf(ofDevicePlugin));
    return {
      /** Of NVIDIA's device plugin, those at 0 too: the kubelet keeps the name of what once registered. */
      gpus,
      /** Sums over them. */
      total: totalOf(Object.values(gpus)),
      /** NVIDIA's GPUs under another product's name, e.g. `aliyun.com/gpu-mem`. */
      shares: counted(name =>
        devicePlugins.some(({ resources }) => resources(name)),
      ),
      /** NVIDIA's devices that virtual machines get. */
      forVirtualMachines: counted(accelerators.virtualMachineResources),
      ofOtherMaker: Object.keys(capacities).some(
        accelerators.isOtherMakersResource,
      ),
    };
  },
);

/** Looked up once for all nodes that offer the same. */
export function nodeResources(
  { capacity = NO_QUANTITIES, allocatable = NO_QUANTITIES }: NodeFact,
  { resources }: Pick<Signals, 'resources'>,
) {
  return resourcesBy(capacity, allocatable, resources);
}

function totalOf(resources: readonly GpuResource[]): GpuResource {
  return {
    capacity: sum(resources.map(({ capacity }) => capacity)),
    allocatable: sum(resources.map(({ allocatable }) => allocatable)),
  };
}

const COUNT = 'nvidia.com/gpu.count';
const REPLICAS = 'nvidia.com/gpu.replicas';
const SHARING = 'nvidia.com/gpu.sharing-strategy';
const MIG_STRATEGY = 'nvidia.com/mig.strategy';
const MIG_CONFIG = 'nvidia.com/mig.config';
const MIG_STATE = 'nvidia.com/mig.config.state';
const LABELS = [COUNT, REPLICAS, SHARING, MIG_STRATEGY, MIG_CONFIG, MIG_STATE];

/** `nvidia.com/mig-3g.20gb.shared`: the profile, and how many slices of the GPU's compute a device of it takes. */
const MIG_DEVICE = /^nvidia\.com\/(mig-(\d*).*?)(?:\.shared)?$/;

/** How many devices of a profile feature discovery counted. */
const MIG_COUNT = /^nvidia\.com\/mig-.*\.count$/;

const offerBy = memoize(
  (labels: Labels, { gpus, total, shares }: NodeResources) => {
    const count = wholeNumber(labels[COUNT]);
    const replicas = Math.max(wholeNumber(labels[REPLICAS]) ?? 1, 1);
    const isShared =
      !['', 'none'].includes(labels[SHARING] ?? '') || replicas > 1;
    const unsplit = Object.keys(gpus).filter(name => !MIG_DEVICE.test(name));
    const whole = totalOf(unsplit.map(name => gpus[name]));
    const mig = migState(labels, gpus);
    const { split = 0, strategy } = mig ?? {};
    const isMixed = strategy === 'mixed' && split > 0;
    return {
      ...total,
      /** Of the device plugin, by name. */
      resources: gpus,
      /** NVIDIA's GPUs under another product's name. */
      shares,
      /** Those that are not split by MIG. */
      whole,
      /** Whole GPUs are offered although all slices are taken: the kubelet still counts what was split. */
      isStale:
        replicas === 1 &&
        whole.allocatable > 0 &&
        split > 0 &&
        whole.allocatable + split > (count ?? Infinity),
      /** How many units there should be by the labels; undefined where they do not tell. */
      hardware: isMixed ? mixedCount(labels, whole) : count && count * replicas,
      /** Units are not whole devices: MIG, time-slicing, MPS. */
      shared: isShared || isMixed,
      mig,
      /** The labels that were looked at. */
      labels: Object.entries(labels)
        .filter(([key]) => LABELS.includes(key) || MIG_COUNT.test(key))
        .map(([key, value]) => ({ key: `label ${key}`, value })),
    };
  },
);

/**
 * Reads what should be offered: devices by `nvidia.com/gpu.count`, times the replicas of time-slicing or MPS. Under the MIG
 * strategy `single` that label already counts MIG devices; under `mixed` each profile has a count of its own and the label counts
 * the whole GPUs, those that are split among them, so that it cannot be compared.
 */
export function readOffer(
  node: NodeFact,
  signals: Signals,
  slices: readonly DraNodeFact[],
): ReturnType<typeof offerBy> & {
  /** Offered by ResourceSlices: Dynamic Resource Allocation. */
  readonly dra?: ReturnType<typeof draOffer>;
} {
  const offer = offerBy(node.labels, nodeResources(node, signals));
  return slices.length > 0 ? { ...offer, dra: draOffer(slices) } : offer;
}

/** How the GPUs of a node are split by MIG; undefined where neither labels nor resources speak of it. */
function migState(labels: Labels, resources: GpuResources) {
  const devices: Record<string, number> = {};
  let taken = 0;
  for (const [name, { capacity }] of Object.entries(resources)) {
    const [, profile, slices] = MIG_DEVICE.exec(name) ?? [];
    if (profile && capacity > 0) {
      devices[profile] = capacity;
      taken += capacity * (Number(slices) || 1);
    }
  }
  const strategy = labels[MIG_STRATEGY];
  const config = labels[MIG_CONFIG];
  const product = labels['nvidia.com/gpu.product'] ?? '';
  return taken === 0 &&
    (strategy ?? 'none') === 'none' &&
    (config ?? 'all-disabled') === 'all-disabled'
    ? undefined
    : {
        strategy,
        /** The layout that was asked for. */
        config,
        /** Pending, rebooting, success, failed. */
        state: labels[MIG_STATE],
        /** Feature discovery found a layout that the strategy does not allow: the product's name ends so. */
        invalid: product.endsWith('-MIG-INVALID'),
        /** MIG devices by profile, e.g. `{'mig-1g.5gb': 7}`, as offered. */
        devices,
        /** How many GPUs it takes for them. */
        split: Math.ceil(taken / acceleratorTable().migSlicesOf(product)),
      };
}

/** MIG devices by their own labels, and the whole GPUs as the node offers them: no label counts those apart. */
function mixedCount(labels: Labels, whole: GpuResource): number | undefined {
  const counts = Object.keys(labels).filter(key => MIG_COUNT.test(key));
  return counts.length === 0
    ? undefined
    : whole.capacity + sum(counts.map(key => wholeNumber(labels[key]) ?? 0));
}

/** Units that pods can have, whoever offers them. */
export function offeredUnits({ capacity, allocatable, dra }: GpuOffer): number {
  // Where both offer, they offer the same devices.
  return capacity > 0 || !dra ? allocatable : dra.allocatable;
}

/** The GPUs of one or several ResourceSlices. */
export function draOffer(slices: readonly DraNodeFact[]) {
  const capacity = sum(slices.map(({ devices }) => devices));
  return {
    capacity,
    allocatable: capacity - sum(slices.map(({ tainted = 0 }) => tainted)),
    driverVersion: slices.find(slice => slice.driverVersion)?.driverVersion,
    product: slices.find(slice => slice.product)?.product,
  };
}

/** Undefined for what is no whole number below 1e9. */
export function wholeNumber(text: string | undefined): number | undefined {
  const number = text ? Number(text) : NaN;
  return Number.isInteger(number) && number >= 0 && number < 1e9
    ? number
    : undefined;
}
