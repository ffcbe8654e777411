import { nodesFact } from '../../facts/nodes';
import type { NodeFact } from '../../facts/nodeFact';
import { fact, facts, type OutcomeCases } from '../../testing';
import { controlPlaneFact, nodeFact } from '../../testing/nodes';
import type { nodesReady } from './nodesReady';

const having = (...nodes: NodeFact[]) => ({
  facts: facts(fact(nodesFact, nodes)),
});
const pressure = {
  type: 'DiskPressure',
  status: 'True',
  message: 'kubelet has disk pressure',
};

const uninitialized = {
  taints: ['node.cloudprovider.kubernetes.io/uninitialized:NoSchedule'],
};

export const cases: OutcomeCases<typeof nodesReady> = {
  Ready: having(nodeFact('a')),
  NotReady: having(nodeFact('a'), nodeFact('b', { ready: 'Unknown' })),
  Pressure: having(nodeFact('a', { conditions: [pressure] })),
  Cordoned: having(nodeFact('a', { unschedulable: true })),
  Maintenance: having(
    nodeFact('a', {
      unschedulable: true,
      annotations: { 'maintenance.corp.example/reason': 'new RAM' },
    }),
  ),
  Repelled: having(nodeFact('a'), nodeFact('b', uninitialized)),
  Leaving: having(
    nodeFact('a'),
    nodeFact('b', { taints: ['ToBeDeletedByClusterAutoscaler:NoSchedule'] }),
  ),
  NoWorkerTakesPods: having(nodeFact('b', uninitialized)),
  NoReadyWorker: having(controlPlaneFact('cp')),
  NoNodes: having(),
};
