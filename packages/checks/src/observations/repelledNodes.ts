import { defineObservation } from '../declarations';
import { conditionOf } from '../facts/conditions';
import { keepsPodsAway, nodeReady, type NodeFact } from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import { passingTaint } from '../profiles/tables';

/** A node that has just become Ready is being prepared: its taints are no fault yet. */
const GRACE_MS = 10 * 60_000;

/**
 * Nodes that pass for Ready while a taint keeps pods off them for the time being: by their names.
 *
 * @remarks Kubernetes' own taints show a state that the node's conditions and its cordon tell better; a taint that somebody set for
 * good is no fault. What is left are controllers and agents that never came.
 */
export const repelledNodesObservation = defineObservation({
  id: 'repelled-nodes',
  uses: { nodes: nodesFact },
  observe: ({ nodes, now }) => {
    const found = nodes.flatMap(node => repelledBy(node, now) ?? []);
    return new Map(found.map(repelled => [repelled.node.name, repelled]));
  },
});

/** A node that is Ready and yet takes no ordinary pod, since a taint that should have gone is still there. */
export type RepelledNode = NonNullable<ReturnType<typeof repelledBy>>;

function repelledBy(node: NodeFact, now: Date) {
  if (node.taints.length === 0 || nodeReady(node) !== 'True') {
    return undefined;
  }
  const since = conditionOf(node.conditions, 'Ready')?.lastTransitionTime ?? '';
  const age = now.getTime() - Date.parse(since);
  if (age < GRACE_MS) {
    return undefined;
  }
  for (const { key, effect } of node.taints.filter(keepsPodsAway)) {
    const row = passingTaint(key);
    if (row && row.kind !== 'state') {
      const { kind, removedBy: by } = row;
      const look = row.look.replace('{node}', node.name);
      return { node, taint: key, effect, kind, by, look };
    }
  }
  return undefined;
}
