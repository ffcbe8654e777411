import { defineFact } from '../declarations';
import { isGuardedControlPlane, type NodeFact } from './nodeFact';
import { nodesFact } from './nodes';
import { podsOnNodes, type PodsByNode } from './podsOnNodes';

/** More than etcd has members in any sensible cluster. */
export const MAX_CONTROL_PLANE_NODES = 5;

/** The control-plane nodes whose pods are looked at: those that should have none of users. */
export function guardedControlPlane(
  nodes: readonly NodeFact[],
): readonly NodeFact[] {
  return nodes.filter(isGuardedControlPlane).slice(0, MAX_CONTROL_PLANE_NODES);
}

/** Pods on tainted control-plane nodes, five nodes at most. */
export const controlPlanePodsFact = defineFact<PodsByNode>({
  id: 'control-plane-pods',
  title: 'Pods on control-plane nodes',
  permissions: [{ verb: 'list', resource: 'pods' }],
  ttlSeconds: 60,
  collect: async context =>
    podsOnNodes(context, guardedControlPlane(await context.get(nodesFact))),
});
