import { defineFact } from '../declarations';
import { findSystemNodes, lookedAt } from '../recognition/systemNodes';
import { nodesFact } from './nodes';
import { podsOnNodes, type PodsByNode } from './podsOnNodes';

/** Pods on the system nodes, or on the nodes that could become one: five nodes at most. */
export const systemPodsFact = defineFact<PodsByNode>({
  id: 'system-pods',
  title: 'Pods on Run:ai system nodes and on the candidates for them',
  permissions: [{ verb: 'list', resource: 'pods' }],
  ttlSeconds: 60,
  collect: async context => {
    const nodes = await context.get(nodesFact);
    return podsOnNodes(context, lookedAt(findSystemNodes(nodes, context)));
  },
});
