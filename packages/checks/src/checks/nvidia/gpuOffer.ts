import type { NodeFact } from '../../facts/nodeFact';
import type { Profile } from '../../profiles';
import type { GpuResource } from '../../observations/gpuNodes';
import { gpuResources, totalOf } from '../../observations/gpuNodes';
import { remember } from '../../observations/remember';

/** What a node offers, beside what its labels say that it has. */
export interface GpuOffer {
  readonly resources: Readonly<Record<string, GpuResource>>;
  readonly capacity: number;
  readonly allocatable: number;
  /** How many units there should be by the labels; undefined where they do not tell. */
  readonly hardware?: number;
  /** Units are not whole devices: MIG, time-slicing, MPS. */
  readonly shared: boolean;
  /** The labels that were looked at. */
  readonly labels: readonly { readonly key: string; readonly value: string }[];
}

type Resources = Readonly<Record<string, GpuResource>>;

const COUNT = 'nvidia.com/gpu.count';
const REPLICAS = 'nvidia.com/gpu.replicas';
const SHARING = 'nvidia.com/gpu.sharing-strategy';
const MIG_STRATEGY = 'nvidia.com/mig.strategy';
const MIG_COUNT = /^nvidia\.com\/(mig-[a-z0-9.]+)\.count$/;
const MIG_RESOURCE = /^nvidia\.com\/mig-/;

const offerBy = remember(
  (labels: NodeFact['labels'], resources: Resources): GpuOffer => {
    const { capacity, allocatable } = totalOf(resources);
    const count = wholeNumber(labels[COUNT]);
    const replicas = wholeNumber(labels[REPLICAS]) ?? 1;
    const sharing = labels[SHARING];
    const sliced =
      (sharing !== undefined && sharing !== 'none' && sharing !== '') ||
      replicas > 1;
    const mixed =
      labels[MIG_STRATEGY] === 'mixed' &&
      Object.keys(resources).some(resource => MIG_RESOURCE.test(resource));
    const whole =
      count === undefined ? undefined : count * Math.max(replicas, 1);
    const hardware = mixed ? mixedCount(labels, resources) : whole;
    return {
      resources,
      capacity,
      allocatable,
      ...(hardware !== undefined && { hardware }),
      shared: sliced || mixed,
      labels: Object.entries(labels)
        .filter(
          ([key]) =>
            [COUNT, REPLICAS, SHARING, MIG_STRATEGY].includes(key) ||
            MIG_COUNT.test(key),
        )
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
): GpuOffer {
  return offerBy(node.labels, gpuResources(node, signals));
}

/** MIG devices by their own labels, and the whole GPUs as the node offers them: no label counts those apart. */
function mixedCount(
  labels: NodeFact['labels'],
  resources: Resources,
): number | undefined {
  const counts = Object.entries(labels).flatMap(([key, value]) =>
    MIG_COUNT.test(key) ? [wholeNumber(value)] : [],
  );
  if (counts.length === 0) {
    return undefined;
  }
  const whole = Object.entries(resources)
    .filter(([resource]) => !MIG_RESOURCE.test(resource))
    .reduce((sum, [, { capacity }]) => sum + capacity, 0);
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), whole);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text)
    ? Number(text)
    : undefined;
}
