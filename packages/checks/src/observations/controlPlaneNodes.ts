import { defineObservation } from '../declarations';
import { isControlPlane, repelsPods, type NodeFact } from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import { simulationOf } from './simulatedNodes';

/** Which nodes belong to the control plane, and which of them take pods of users. */
export const controlPlaneNodesObservation = defineObservation({
  id: 'control-plane-nodes',
  uses: { nodes: nodesFact },
  observe: ({ nodes }) => {
    const real = nodes.filter(node => simulationOf(node) === undefined);
    /** What a simulator or a virtual kubelet shows is left out, unless there is nothing else. */
    const machines = real.length > 0 ? real : nodes;
    /** Those that run a part of the control plane, etcd included. */
    const members = machines.filter(isControlPlane);
    /** By a taint that keeps pods of users away. */
    const isGuarded = (node: NodeFact) => node.taints.some(repelsPods);
    const open = members.filter(node => !isGuarded(node));
    /** The guarded ones, whose pods are judged: five are more than etcd has members in any sensible cluster. */
    const lookedAt = members.filter(isGuarded).slice(0, 5);
    return { machines, members, open, lookedAt };
  },
});
