import type { KubeObject } from '@runai-portal/simulator';
import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { fact, type OutcomeCases } from '../../testing';
import {
  directServer,
  monitoringFacts,
  nodeExporterSet,
} from '../../testing/monitoring';
import { controlPlaneFact, nodeFact } from '../../testing/nodes';
import type { nodeExporter } from './nodeExporter';

const used = { existingPrometheus: true };
const workers = ['a', 'b', 'c'].map(name => nodeFact(name));

function having(nodes: NodeFact[], ...exporters: KubeObject[]) {
  return {
    facts: monitoringFacts({
      workloads: [directServer(), ...exporters],
      more: [fact(nodesFact, nodes)],
    }),
    settings: used,
  };
}

const unreported = nodeExporterSet();
delete unreported.status;

export const cases: OutcomeCases<typeof nodeExporter> = {
  OnEveryNode: having(workers, nodeExporterSet({ desired: 3 })),
  NodesUncovered: having(
    [...workers, controlPlaneFact('cp')],
    nodeExporterSet({ desired: 3 }),
  ),
  SomeNotReady: having(workers, nodeExporterSet({ desired: 3, ready: 2 })),
  NoneReady: having(workers, nodeExporterSet({ desired: 3, ready: 0 })),
  NoExporter: having(workers),
  UndeclaredUse: { ...having(workers), settings: {} },
  NotReported: having(workers, unreported),
  NotApplicable: {
    ...having(workers),
    settings: { existingPrometheus: false },
  },
};
