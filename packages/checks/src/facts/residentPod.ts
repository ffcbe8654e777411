import { hasEnded, namespacedObject, ownersOf } from './object';
import { podRequests } from './podRequests';
import { text, type Kept } from './untrusted';

/** A pod that is placed on a node and has not ended. */
export type ResidentPod = Kept<typeof projectResidentPod>;

/** What is kept of a pod on a system or control-plane node; environment and commands are not. Undefined for one that ended. */
export function projectResidentPod(item: unknown) {
  const pod = namespacedObject(item);
  if (!pod || hasEnded(pod)) {
    return undefined;
  }
  const { namespace, name, metadata, spec } = pod;
  return {
    namespace,
    name,
    /** Kind of its controller: `Node` for a static pod, absent for a bare one. */
    ownerKind: ownersOf(metadata).at(0)?.kind,
    priorityClass: text(spec.priorityClassName),
    requests: podRequests(spec),
  };
}
