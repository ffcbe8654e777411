import { parseQuantity } from '@runai-portal/kube';
import type { Profile } from '../profiles';
import { gpuResourceMatcher } from '../profiles/gpuResourceMatcher';
import type { Matcher } from '../profiles/wildcard';
import { listFact } from './request';
import { array, optional, record, text } from './untrusted';

/** What one pod holds of a node's GPUs, by resource name. */
export interface GpuPodFact {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  /** E.g. `{'nvidia.com/gpu': 2}`; only resources above 0. */
  readonly gpus: Readonly<Record<string, number>>;
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
  const gpus = podGpus(spec, gpuResourceMatcher(profile.gpu.signals));
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
 * What the scheduler counts for a pod of the resources that `isGpu` names: the sum over its containers, or one init container's where that is more, since init
 * containers run one after the other before the others start. Those that keep running (`restartPolicy: Always`) add up.
 */
export function podGpus(spec: unknown, isGpu: Matcher): Record<string, number> {
  const running: Record<string, number> = {};
  const peak: Record<string, number> = {};
  for (const container of array(record(spec)?.initContainers)) {
    const wanted = containerGpus(container, isGpu);
    if (record(container)?.restartPolicy === 'Always') {
      add(running, wanted);
      raise(peak, running);
    } else {
      raise(peak, sum(running, wanted));
    }
  }
  for (const container of array(record(spec)?.containers)) {
    add(running, containerGpus(container, isGpu));
  }
  raise(peak, running);
  return peak;
}

/** Requests, else limits: the API server copies an extended resource's limit into its request, hand-made objects may not. */
function containerGpus(
  container: unknown,
  isGpu: Matcher,
): Record<string, number> {
  const resources = record(record(container)?.resources);
  const wanted: Record<string, number> = {};
  for (const source of [
    record(resources?.limits),
    record(resources?.requests),
  ]) {
    for (const [resource, quantity] of Object.entries(source ?? {})) {
      const value = isGpu(resource)
        ? parseQuantity(String(quantity))?.toNumber()
        : undefined;
      if (value !== undefined && value > 0) {
        wanted[resource] = value;
      }
    }
  }
  return wanted;
}

function add(
  into: Record<string, number>,
  other: Record<string, number>,
): void {
  for (const [resource, value] of Object.entries(other)) {
    into[resource] = (into[resource] ?? 0) + value;
  }
}

function sum(
  a: Record<string, number>,
  b: Record<string, number>,
): Record<string, number> {
  const total = { ...a };
  add(total, b);
  return total;
}

function raise(
  into: Record<string, number>,
  other: Record<string, number>,
): void {
  for (const [resource, value] of Object.entries(other)) {
    into[resource] = Math.max(into[resource] ?? 0, value);
  }
}
