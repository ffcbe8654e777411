import type { Fact } from '../../declarations';
import { defineFact, list } from '../../facts/request';
import { systemNodesObservation } from '../systemNodes';
import { podsOnNodes, type PodsByNode } from './podsOnNodes';

/** Pods on the system nodes, or on the nodes that could become one: five nodes at most. */
export const systemPodsFact: Fact<PodsByNode> = defineFact({
  id: 'system-pods',
  title: 'Pods on Run:ai system nodes and on the candidates for them',
  requests: { pods: list({ version: 'v1', resource: 'pods' }) },
  ttlSeconds: 60,
  collect: async ({ ask, get }) =>
    podsOnNodes(ask.pods, (await get(systemNodesObservation)).lookedAt),
});
