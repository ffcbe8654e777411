import { defineObservation } from '../declarations';
import { conditionOf } from '../facts/conditions';
import {
  keepsPodsAway,
  nodeReady,
  type NodeFact,
  type NodeTaint,
} from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import { passingTaint, type PassingTaint } from '../profiles/passingTaintTable';

/** A node that is Ready and yet takes no ordinary pod, since a taint that should have gone is still there. */
export interface RepelledNode {
  readonly node: NodeFact;
  readonly taint: NodeTaint;
  /** Who takes it off, and where to look. */
  readonly row: PassingTaint;
}

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
  observe: ({ nodes, now }): ReadonlyMap<string, RepelledNode> =>
    new Map(
      nodes.flatMap((node): [string, RepelledNode][] => {
        const repelled = repelledBy(node, now);
        return repelled ? [[node.name, repelled]] : [];
      }),
    ),
});

function repelledBy(node: NodeFact, now: Date): RepelledNode | undefined {
  const since = conditionOf(node.conditions, 'Ready')?.lastTransitionTime ?? '';
  const age = now.getTime() - Date.parse(since);
  if (nodeReady(node) !== 'True' || age < GRACE_MS) {
    return undefined;
  }
  for (const taint of node.taints) {
    const row = keepsPodsAway(taint) ? passingTaint(taint.key) : undefined;
    if (row && row.kind !== 'state') {
      return { node, taint, row };
    }
  }
  return undefined;
}
