import { parseQuantity } from '@runai-portal/kube';
import type { Profile } from '../profiles';
import { anyOf, type Matcher } from '../profiles/wildcard';
import { listFact } from './request';
import { hasEnded, namedObject } from './object';
import { podRequests, type Counts } from './podRequests';
import { fieldsAt, text } from './untrusted';

/** What one pod holds of a node's GPUs. */
export interface GpuPodFact {
  readonly node: string;
  /** E.g. `{'nvidia.com/gpu': 2}`; only resources above 0. */
  readonly gpus: Counts;
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

/** What a pod holds; undefined where it holds no GPU: not placed yet, ended, or asking for none. */
export function projectGpuPod(
  item: unknown,
  { profile }: { profile: Profile },
): GpuPodFact | undefined {
  const pod = namedObject(item);
  const node = text(pod?.spec.nodeName);
  if (!pod || !node || hasEnded(pod)) {
    return undefined;
  }
  const gpus = podGpus(pod.spec, anyOf(profile.gpu.signals.resources));
  return Object.keys(gpus).length === 0 ? undefined : { node, gpus };
}

/** What the scheduler counts for a pod of the resources that `isGpu` names. */
export function podGpus(spec: unknown, isGpu: Matcher): Counts {
  return podRequests<Counts>(spec, {}, container =>
    containerGpus(container, isGpu),
  );
}

/** Requests, else limits: the API server copies an extended resource's limit into its request, hand-made objects may not. */
function containerGpus(container: unknown, isGpu: Matcher): Counts {
  const asked = {
    ...fieldsAt(container, 'resources', 'limits'),
    ...fieldsAt(container, 'resources', 'requests'),
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
