import { parseQuantity } from '@runai-portal/kube';
import type { Profile } from '../profiles';
import { anyOf, type Matcher } from '../profiles/wildcard';
import { listFact } from './request';
import { array, optional, record, text } from './untrusted';

/** Numbers by name of a resource. */
export type Counts = Readonly<Record<string, number>>;

/** What one pod holds of a node's GPUs, by resource name. */
export interface GpuPodFact {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  /** E.g. `{'nvidia.com/gpu': 2}`; only resources above 0. */
  readonly gpus: Counts;
  /** Run:ai's project, by the label that the scheduler goes by. */
  readonly project?: string;
}

/**
 * Who holds GPUs: pods that are placed on a node, have not ended and ask for NVIDIA's resources.
 *
 * @remarks Not part of a passive run. Lists the pods of all namespaces page by page and keeps those with GPUs: their number is
 * bounded by the GPUs that there are. Where it cannot be read, `allocated` is not known: it is never 0.
 */
export const gpuPodsFact = listFact<GpuPodFact>({
  id: 'gpu-pods',
  title: 'Pods that hold GPUs',
  version: 'v1',
  resource: 'pods',
  ttlSeconds: 60,
  timeoutSeconds: 240,
  fieldSelector: 'status.phase!=Succeeded,status.phase!=Failed',
  project: projectGpuPod,
});

const TERMINAL = new Set(['Succeeded', 'Failed']);

/** What a pod holds; undefined where it holds no GPU: not placed yet, ended, or asking for none. */
export function projectGpuPod(
  item: unknown,
  { profile }: { profile: Profile },
): GpuPodFact | undefined {
  const metadata = record(record(item)?.metadata);
  const spec = record(record(item)?.spec);
  const name = text(metadata?.name);
  const namespace = text(metadata?.namespace);
  const node = text(spec?.nodeName);
  const phase = text(record(record(item)?.status)?.phase);
  if (!name || !namespace || !node || (phase && TERMINAL.has(phase))) {
    return undefined;
  }
  const gpus = podGpus(spec, anyOf(profile.gpu.signals.resources));
  const labels = record(metadata?.labels);
  return Object.keys(gpus).length === 0
    ? undefined
    : {
        namespace,
        name,
        node,
        gpus,
        ...optional(
          'project',
          text(labels?.['runai/queue']) ?? text(labels?.project),
        ),
      };
}

/**
 * What the scheduler counts for a pod of the resources that `isGpu` names: the sum over its containers, or one init container's
 * where that is more, since init containers run one after the other before the others start. Those that keep running
 * (`restartPolicy: Always`) add up.
 */
export function podGpus(spec: unknown, isGpu: Matcher): Counts {
  let running: Counts = {};
  let peak: Counts = {};
  for (const container of array(record(spec)?.initContainers)) {
    const together = addCounts(running, containerGpus(container, isGpu));
    peak = merged(peak, together, Math.max);
    if (record(container)?.restartPolicy === 'Always') {
      running = together;
    }
  }
  for (const container of array(record(spec)?.containers)) {
    running = addCounts(running, containerGpus(container, isGpu));
  }
  return merged(peak, running, Math.max);
}

/** Requests, else limits: the API server copies an extended resource's limit into its request, hand-made objects may not. */
function containerGpus(container: unknown, isGpu: Matcher): Counts {
  const resources = record(record(container)?.resources);
  const asked = {
    ...record(resources?.limits),
    ...record(resources?.requests),
  };
  return Object.fromEntries(
    Object.entries(asked).flatMap(([resource, quantity]) => {
      const value = isGpu(resource)
        ? parseQuantity(String(quantity))?.toNumber() ?? 0
        : 0;
      return value > 0 ? [[resource, value]] : [];
    }),
  );
}

/** The sum of two, resource by resource. */
export function addCounts(a: Counts, b: Counts): Counts {
  return merged(a, b, (one, other) => one + other);
}

function merged(
  a: Counts,
  b: Counts,
  join: (one: number, other: number) => number,
): Counts {
  const all: Record<string, number> = { ...a };
  for (const [resource, value] of Object.entries(b)) {
    all[resource] = join(all[resource] ?? 0, value);
  }
  return all;
}
