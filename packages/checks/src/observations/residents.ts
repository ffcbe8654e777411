import type { ResidentPod } from '../facts/residentPod';
import type { Profile } from '../profiles';
import { isPlatformNamespace } from '../profiles/platformNamespaceTable';

/** Pods that run on every node by design: they are no reason to think that a node is used for something else. */
function comesWithTheNode(pod: ResidentPod): boolean {
  return pod.ownerKind === 'DaemonSet' || pod.ownerKind === 'Node';
}

/** Belongs to Run:ai itself; researchers' pods, in namespaces of their projects, do not. */
export function isRunaiPod(pod: ResidentPod, { namespaces }: Profile): boolean {
  return [
    namespaces.cluster,
    namespaces.backend,
    namespaces.reservation,
  ].includes(pod.namespace);
}

/** Pods that users placed: not of a DaemonSet, not static, neither of the platform nor of Run:ai. */
export function userPods(
  pods: readonly ResidentPod[],
  profile: Profile,
): ResidentPod[] {
  return pods.filter(
    pod =>
      !comesWithTheNode(pod) &&
      !isRunaiPod(pod, profile) &&
      !isPlatformNamespace(pod.namespace) &&
      !pod.priorityClass?.startsWith('system-'),
  );
}

/** Pods whose requests take from what Run:ai could have: all but Run:ai's own and those of DaemonSets. */
export function competingPods(
  pods: readonly ResidentPod[],
  profile: Profile,
): ResidentPod[] {
  return pods.filter(
    pod => pod.ownerKind !== 'DaemonSet' && !isRunaiPod(pod, profile),
  );
}

/** A few of many, by namespace and name. */
export function somePods(pods: readonly ResidentPod[], most = 5): string {
  const shown = pods
    .slice(0, most)
    .map(({ namespace, name }) => `${namespace}/${name}`);
  return pods.length > shown.length
    ? `${shown.join(', ')} and ${pods.length - shown.length} more`
    : shown.join(', ');
}
