import type {
  GpuTotals,
  NodeView,
} from '@runai-portal/backstage-plugin-runai-common';
import { compareNames } from './worstFirst';

/** `inUseUnknown`: offered, but pods may not be read, so nobody knows whether it is taken. */
export type GpuState =
  | 'allocated'
  | 'shared'
  | 'free'
  | 'inUseUnknown'
  | 'notOffered';

export const GPU_STATES: readonly GpuState[] = [
  'allocated',
  'shared',
  'free',
  'inUseUnknown',
  'notOffered',
];

/** GPUs by state; whole and half GPUs where fractions are allocated. */
export type GpuSplit = Record<GpuState, number>;

/** Splits totals into what a bar shows; never a state that is not known. */
export function splitTotals(gpus: GpuTotals): GpuSplit {
  const offered = Math.min(gpus.allocatable, gpus.total);
  const notOffered = Math.max(0, gpus.total - gpus.allocatable);
  if (gpus.allocated === undefined) {
    return {
      allocated: 0,
      shared: 0,
      free: 0,
      inUseUnknown: offered,
      notOffered,
    };
  }
  const allocated = Math.min(gpus.allocated, offered);
  return {
    allocated,
    shared: 0,
    free: offered - allocated,
    inUseUnknown: 0,
    notOffered,
  };
}

/** One square of the map: a GPU, or where MIG splits it, its slices. */
export interface GpuCell {
  slices: GpuState[];
}

/** A node of the GPU map. */
export interface NodeGpuMap {
  node: NodeView;
  split: GpuSplit;
  cells: GpuCell[];
}

/** The GPUs of one pool and product. */
export interface GpuPool {
  key: string;
  pool?: string;
  product?: string;
  nodes: NodeGpuMap[];
}

/** What of a node's hardware is there: physical devices by its labels where they tell more than the node offers. */
function nodeTotals(node: NodeView): GpuTotals | undefined {
  const gpus = node.gpus;
  if (!gpus) return undefined;
  const split = isSplit(node);
  // Labels count devices; under MIG the node offers slices, which cannot be set against devices.
  const total =
    split && gpus.capacity > 0
      ? gpus.capacity
      : Math.max(gpus.capacity, gpus.count ?? 0);
  return { total, allocatable: gpus.allocatable, allocated: gpus.allocated };
}

function isSplit(node: NodeView): boolean {
  return Object.keys(node.gpus?.resources ?? {}).some(resource =>
    resource.includes('/mig-'),
  );
}

/** The units of a node in the order in which the map draws them; a fraction of a unit shows as shared. */
function unitStates(totals: GpuTotals): GpuState[] {
  const split = splitTotals(totals);
  const whole = Math.floor(split.allocated);
  const shared = Math.ceil(split.allocated) - whole;
  const free = Math.max(0, Math.floor(split.free));
  return [
    ...Array<GpuState>(whole).fill('allocated'),
    ...Array<GpuState>(shared).fill('shared'),
    ...Array<GpuState>(free).fill('free'),
    ...Array<GpuState>(split.inUseUnknown).fill('inUseUnknown'),
    ...Array<GpuState>(split.notOffered).fill('notOffered'),
  ];
}

/** Deals the units over the devices, so that a device that MIG splits shows its slices. */
function cellsOf(node: NodeView, units: GpuState[]): GpuCell[] {
  const devices =
    isSplit(node) && node.gpus?.count ? node.gpus.count : units.length;
  if (devices >= units.length) return units.map(unit => ({ slices: [unit] }));
  return Array.from({ length: devices }, (_, index) => ({
    slices: units.slice(
      Math.round((index * units.length) / devices),
      Math.round(((index + 1) * units.length) / devices),
    ),
  }));
}

function mapNode(node: NodeView): NodeGpuMap | undefined {
  const totals = nodeTotals(node);
  if (!totals || totals.total === 0) return undefined;
  const units = unitStates(totals);
  const split = Object.fromEntries(
    GPU_STATES.map(state => [
      state,
      units.filter(unit => unit === state).length,
    ]),
  ) as GpuSplit;
  return { node, split, cells: cellsOf(node, units) };
}

/** Every GPU of the cluster by pool and product; nodes without GPUs are left out. */
export function gpuPools(nodes: readonly NodeView[]): GpuPool[] {
  const pools = new Map<string, GpuPool>();
  for (const node of nodes) {
    const mapped = mapNode(node);
    if (!mapped) continue;
    const product = node.gpus?.product;
    const key = JSON.stringify([node.pool ?? '', product ?? '']);
    const pool = pools.get(key) ?? { key, pool: node.pool, product, nodes: [] };
    pool.nodes.push(mapped);
    pools.set(key, pool);
  }
  for (const pool of pools.values())
    pool.nodes.sort((a, b) => compareNames(a.node.name, b.node.name));
  return [...pools.values()].sort((a, b) => compareNames(a.key, b.key));
}

/** Sums splits. */
export function sumSplits(splits: Iterable<GpuSplit>): GpuSplit {
  const sum: GpuSplit = {
    allocated: 0,
    shared: 0,
    free: 0,
    inUseUnknown: 0,
    notOffered: 0,
  };
  for (const split of splits)
    for (const state of GPU_STATES) sum[state] += split[state];
  return sum;
}

/** How many squares a map of these pools would have. */
export function countGpus(pools: readonly GpuPool[]): number {
  return pools.reduce(
    (sum, pool) =>
      sum + pool.nodes.reduce((cells, node) => cells + node.cells.length, 0),
    0,
  );
}
