import type { ResidentPod } from '../facts/residentPod';

/** A pod on a node, one of a user's Deployment in the namespace `team-a` that asks for nothing unless said otherwise. */
export function residentPod(
  name: string,
  options: Partial<Omit<ResidentPod, 'requests'>> & {
    requests?: Partial<ResidentPod['requests']>;
  } = {},
): ResidentPod {
  return {
    namespace: 'team-a',
    name,
    ownerKind: 'ReplicaSet',
    ...options,
    requests: { cpu: 0, memory: 0, ephemeralStorage: 0, ...options.requests },
  };
}
