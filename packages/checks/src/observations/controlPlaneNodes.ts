import { defineObservation } from '../declarations';
import { isControlPlane, repelsPods, type NodeFact } from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import { simulationOf } from './simulatedNodes';

/** The nodes of the control plane among all machines of a cluster. */
export interface ControlPlaneNodes {
  /** Nodes that are machines: what a simulator or a virtual kubelet shows is left out, unless there is nothing else. */
  readonly machines: readonly NodeFact[];
  /** Those that run a part of the control plane, etcd included. */
  readonly members: readonly NodeFact[];
  /** Members without a taint that keeps pods of users away. */
  readonly open: readonly NodeFact[];
  readonly guarded: readonly NodeFact[];
}

/** Which nodes belong to the control plane, and which of them take pods of users. */
export const controlPlaneNodesObservation = defineObservation({
  id: 'control-plane-nodes',
  uses: { nodes: nodesFact },
  observe: ({ nodes }): ControlPlaneNodes => {
    const real = nodes.filter(node => simulationOf(node) === undefined);
    const machines = real.length > 0 ? real : nodes;
    const members = machines.filter(isControlPlane);
    const isGuarded = (node: NodeFact) => node.taints.some(repelsPods);
    return {
      machines,
      members,
      open: members.filter(node => !isGuarded(node)),
      guarded: members.filter(isGuarded),
    };
  },
});
