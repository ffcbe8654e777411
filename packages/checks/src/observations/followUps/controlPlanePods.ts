import type { Fact } from '../../declarations';
import { defineFact, list } from '../../facts/request';
import { controlPlaneNodesObservation } from '../controlPlaneNodes';
import { podsOnNodes, type PodsByNode } from './podsOnNodes';

/** More than etcd has members in any sensible cluster. */
const MAX_NODES = 5;

/** Pods on those control-plane nodes that should have none of users: the tainted ones, five at most. */
export const controlPlanePodsFact: Fact<PodsByNode> = defineFact({
  id: 'control-plane-pods',
  title: 'Pods on control-plane nodes',
  requests: { pods: list({ version: 'v1', resource: 'pods' }) },
  ttlSeconds: 60,
  collect: async ({ ask, get }) => {
    const { guarded } = await get(controlPlaneNodesObservation);
    return podsOnNodes(ask.pods, guarded.slice(0, MAX_NODES));
  },
});
