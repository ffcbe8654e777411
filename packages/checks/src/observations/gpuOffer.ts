import type { DraNodeFact } from '../facts/gpuDra';
import type { NodeFact } from '../facts/nodeFact';
import type { Profile } from '../profiles';
import { acceleratorTable } from '../profiles/acceleratorTable';
import {
  nodeResources,
  totalOf,
  type GpuResource,
  type GpuResources,
  type NodeResources,
} from './gpuResources';
import { memoize } from './memoize';

/** How the GPUs of a node are split by MIG. */
export interface MigState {
  /** `nvidia.com/mig.strategy`. */
  readonly strategy?: string;
  /** `nvidia.com/mig.config`: the layout that was asked for. */
  readonly config?: string;
  /** `nvidia.com/mig.config.state`: pending, rebooting, success, failed. */
  readonly state?: string;
  /** Feature discovery found a layout that the strategy does not allow: the product's name ends so. */
  readonly invalid: boolean;
  /** MIG devices by profile, e.g. `{'mig-1g.5gb': 7}`, as offered. */
  readonly devices: Readonly<Record<string, number>>;
  /** Whole GPUs that are offered although all slices are taken: the kubelet still counts what was split. */
  readonly stale: boolean;
}

/** What a node offers, beside what its labels say that it has. */
export interface GpuOffer extends GpuResource {
  /** Of the device plugin, by name. */
  readonly resources: GpuResources;
  /** NVIDIA's GPUs under another product's name. */
  readonly shares: GpuResources;
  /** Offered by ResourceSlices: Dynamic Resource Allocation. */
  readonly dra?: DraOffer;
  /** How many units there should be by the labels; undefined where they do not tell. */
  readonly hardware?: number;
  /** Units are not whole devices: MIG, time-slicing, MPS. */
  readonly shared: boolean;
  readonly mig?: MigState;
  /** The labels that were looked at. */
  readonly labels: readonly { readonly key: string; readonly value: string }[];
}

/** The GPUs of a node's ResourceSlices. */
export interface DraOffer extends GpuResource {
  readonly driverVersion?: string;
  readonly product?: string;
}

const COUNT = 'nvidia.com/gpu.count';
const REPLICAS = 'nvidia.com/gpu.replicas';
const SHARING = 'nvidia.com/gpu.sharing-strategy';
const MIG_STRATEGY = 'nvidia.com/mig.strategy';
const MIG_CONFIG = 'nvidia.com/mig.config';
const MIG_STATE = 'nvidia.com/mig.config.state';
const LABELS = [COUNT, REPLICAS, SHARING, MIG_STRATEGY, MIG_CONFIG, MIG_STATE];
const MIG_PREFIX = 'nvidia.com/mig-';

const offerBy = memoize(
  (
    labels: NodeFact['labels'],
    { gpus: resources, total, shares }: NodeResources,
  ): GpuOffer => {
    const count = wholeNumber(labels[COUNT]);
    const replicas = Math.max(wholeNumber(labels[REPLICAS]) ?? 1, 1);
    const sliced =
      !['', 'none'].includes(labels[SHARING] ?? '') || replicas > 1;
    const mig = migState(labels, resources, replicas === 1 ? count : undefined);
    const mixed =
      mig?.strategy === 'mixed' && Object.keys(mig.devices).length > 0;
    const whole = count === undefined ? undefined : count * replicas;
    return {
      ...total,
      resources,
      shares,
      hardware: mixed ? mixedCount(labels, resources) : whole,
      shared: sliced || mixed,
      mig,
      labels: Object.entries(labels)
        .filter(([key]) => LABELS.includes(key) || isMigCount(key))
        .map(([key, value]) => ({ key, value })),
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
  signals: Profile['gpu']['signals'],
  slices: readonly DraNodeFact[] = [],
): GpuOffer {
  const offer = offerBy(node.labels, nodeResources(node, signals));
  return slices.length === 0 ? offer : { ...offer, dra: draOffer(slices) };
}

/** Units that pods can have, whoever offers them. */
export function offeredUnits({ capacity, allocatable, dra }: GpuOffer) {
  // Where both offer, they offer the same devices.
  return capacity > 0 || !dra ? allocatable : dra.allocatable;
}

/** The GPUs of one or several ResourceSlices. */
export function draOffer(slices: readonly DraNodeFact[]): DraOffer {
  const devices = slices.reduce((sum, slice) => sum + slice.devices, 0);
  const tainted = slices.reduce((sum, slice) => sum + (slice.tainted ?? 0), 0);
  return {
    capacity: devices,
    allocatable: devices - tainted,
    driverVersion: slices.find(slice => slice.driverVersion)?.driverVersion,
    product: slices.find(slice => slice.product)?.product,
  };
}

/** @param gpus - how many the node has, where that can be compared with what is offered */
function migState(
  labels: NodeFact['labels'],
  resources: GpuResources,
  gpus: number | undefined,
): MigState | undefined {
  const devices = Object.fromEntries(
    Object.entries(resources).flatMap(([name, { capacity }]) =>
      name.startsWith(MIG_PREFIX) && capacity > 0
        ? [[migProfile(name), capacity]]
        : [],
    ),
  );
  const strategy = labels[MIG_STRATEGY];
  const config = labels[MIG_CONFIG];
  const taken = Object.entries(devices).reduce(
    (sum, [profile, number]) => sum + slicesOf(profile) * number,
    0,
  );
  if (
    taken === 0 &&
    (strategy ?? 'none') === 'none' &&
    (config ?? 'all-disabled') === 'all-disabled'
  ) {
    return undefined;
  }
  const product = labels['nvidia.com/gpu.product'] ?? '';
  const split = Math.ceil(taken / acceleratorTable().migSlicesOf(product));
  const whole = wholeGpus(resources).allocatable;
  return {
    strategy,
    config,
    state: labels[MIG_STATE],
    invalid: product.endsWith('-MIG-INVALID'),
    devices,
    stale: whole > 0 && split > 0 && gpus !== undefined && whole + split > gpus,
  };
}

/** MIG devices by their own labels, and the whole GPUs as the node offers them: no label counts those apart. */
function mixedCount(
  labels: NodeFact['labels'],
  resources: GpuResources,
): number | undefined {
  const counts = Object.keys(labels).filter(isMigCount);
  return counts.length === 0
    ? undefined
    : counts.reduce(
        (sum, key) => sum + (wholeNumber(labels[key]) ?? 0),
        wholeGpus(resources).capacity,
      );
}

/** Those of a node that are not split by MIG. */
export function wholeGpus(resources: GpuResources): GpuResource {
  return totalOf(
    Object.fromEntries(
      Object.entries(resources).filter(
        ([name]) => !name.startsWith(MIG_PREFIX),
      ),
    ),
  );
}

/** `mig-1g.5gb` of `nvidia.com/mig-1g.5gb.shared`. */
function migProfile(resource: string): string {
  return resource.slice(resource.indexOf('/') + 1).replace(/\.shared$/, '');
}

/** 3 of `mig-3g.20gb`: how many slices of the GPU's compute a device of that profile takes. */
function slicesOf(profile: string): number {
  return Number.parseInt(profile.slice('mig-'.length), 10) || 1;
}

function isMigCount(key: string): boolean {
  return key.startsWith(MIG_PREFIX) && key.endsWith('.count');
}

/** Undefined for what is no whole number below 1e9. */
export function wholeNumber(text: string | undefined): number | undefined {
  const number = text ? Number(text) : NaN;
  return Number.isInteger(number) && number >= 0 && number < 1e9
    ? number
    : undefined;
}
