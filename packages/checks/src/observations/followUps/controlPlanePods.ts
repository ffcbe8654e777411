import type { Fact } from '../../declarations';
import { defineFact, list } from '../../facts/request';
import { isGuardedControlPlane, type NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
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
export const controlPlanePodsFact: Fact<PodsByNode> = defineFact({
  id: 'control-plane-pods',
  title: 'Pods on control-plane nodes',
  requests: { pods: list({ version: 'v1', resource: 'pods' }) },
  ttlSeconds: 60,
  collect: async ({ ask, get }) =>
    podsOnNodes(ask.pods, guardedControlPlane(await get(nodesFact))),
});
