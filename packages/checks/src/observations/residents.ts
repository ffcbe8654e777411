import type { ResidentPod } from '../facts/residentPod';
import type { Profile } from '../profiles';
import { lazyTable, patterns } from '../profiles/loadTable';
import { someNames } from '../words';

/** Namespaces of Kubernetes itself, of its distribution and of add-ons. */
const platformNamespaces = lazyTable('platform-namespaces', patterns);

/** Belongs to Run:ai itself; researchers' pods, in namespaces of their projects, do not. */
function isRunaiPod(pod: ResidentPod, { namespaces }: Profile): boolean {
  const { cluster, backend, reservation } = namespaces;
  return [cluster, backend, reservation].includes(pod.namespace);
}

/** Pods that users placed: not of a DaemonSet, not static, neither of the platform nor of Run:ai. */
export function userPods(
  pods: readonly ResidentPod[],
  profile: Profile,
): ResidentPod[] {
  const isOfPlatform = platformNamespaces();
  return pods.filter(
    pod =>
      // These run on every node by design, and are no reason to think that it is used for something else.
      !['DaemonSet', 'Node'].includes(pod.ownerKind ?? '') &&
      !isRunaiPod(pod, profile) &&
      !isOfPlatform(pod.namespace) &&
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
export function somePods(pods: readonly ResidentPod[]): string {
  return someNames(
    pods.map(({ namespace, name }) => `${namespace}/${name}`),
    5,
  );
}
