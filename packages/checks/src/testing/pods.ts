import type { ResidentPod } from '../facts/residentPod';

/** A pod on a node, one of a user's Deployment in the namespace `team-a` that asks for nothing unless said otherwise. */
export function residentPod(
  name: string,
  options: Partial<ResidentPod> = {},
): ResidentPod {
  return {
    namespace: 'team-a',
    name,
    ownerKind: 'ReplicaSet',
    requests: {},
    ...options,
  };
}
