import { isDeepStrictEqual } from 'node:util';
import type { Profile } from '../profiles';
import { anyOf } from '../profiles/wildcard';
import { hasEnded, type NamedObject } from './object';
import { podRequests } from './podRequests';
import { listFact } from './request';
import { text, type Kept } from './untrusted';

/** What one pod holds of a node's GPUs. */
export type GpuPodFact = Kept<typeof projectGpuPod>;

/**
 * Who holds GPUs: pods that are placed on a node, have not ended and ask for NVIDIA's resources.
 *
 * @remarks Not part of a passive run. Lists the pods of all namespaces page by page and keeps those with GPUs: their number is
 * bounded by the GPUs that there are. Where it cannot be read, `allocated` is not known: it is never 0.
 */
export const gpuPodsFact = listFact({
  id: 'gpu-pods',
  title: 'Pods that hold GPUs',
  resource: 'pods',
  ttlSeconds: 60,
  timeoutSeconds: 240,
  readsAlike: (read, wanted) =>
    isDeepStrictEqual(
      read.profile.gpu.signals.resources,
      wanted.profile.gpu.signals.resources,
    ),
  fieldSelector: 'status.phase!=Succeeded,status.phase!=Failed',
  project: projectGpuPod,
});

/** What a pod holds; undefined where it holds no GPU: not placed yet, ended, or asking for none. */
export function projectGpuPod(
  pod: Pick<NamedObject, 'spec' | 'status'>,
  { profile }: { profile: Profile },
) {
  const node = text(pod.spec.nodeName);
  if (!node || hasEnded(pod)) {
    return undefined;
  }
  const gpus = podRequests(pod.spec, anyOf(profile.gpu.signals.resources));
  /** E.g. `{'nvidia.com/gpu': 2}`. */
  return Object.keys(gpus).length === 0 ? undefined : { node, gpus };
}
