import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  openshiftInfrastructureFact,
  openshiftSchedulerFact,
} from '../../facts/openshift';
import { versionFact } from '../../facts/version';
import {
  controlPlanePodsFact,
  type PodsByNode,
} from '../../observations/followUps/podsOnNodes';
import { fact, facts, type OutcomeCases } from '../../testing';
import { controlPlaneFact, nodeFact } from '../../testing/nodes';
import { residentPod } from '../../testing/pods';
import type { controlPlaneSeparate } from './controlPlaneSeparate';

function having(
  nodes: NodeFact[],
  {
    gitVersion = 'v1.20.2',
    pods = {},
  }: { gitVersion?: string; pods?: PodsByNode } = {},
) {
  return {
    facts: facts(
      fact(nodesFact, nodes),
      fact(versionFact, { gitVersion }),
      fact(openshiftSchedulerFact, { served: false }),
      fact(openshiftInfrastructureFact, {}),
      fact(controlPlanePodsFact, pods),
    ),
  };
}

const three = ['cp-1', 'cp-2', 'cp-3'].map(name => controlPlaneFact(name));
const worker = nodeFact('worker');

export const cases: OutcomeCases<typeof controlPlaneSeparate> = {
  Separate: having([...three, worker]),
  Managed: having([worker], { gitVersion: 'v1.17.17-eks-c5067d' }),
  NotVisible: having([worker, nodeFact('other')]),
  UserPods: having([...three, worker], {
    pods: { 'cp-1': [residentPod('notebook')] },
  }),
  SingleControlPlaneNode: having([controlPlaneFact('cp'), worker]),
  Schedulable: having([controlPlaneFact('cp', { taints: [] }), worker]),
  Compact: having([
    controlPlaneFact('cp-1', { taints: [] }),
    controlPlaneFact('cp-2', { taints: [] }),
  ]),
  SingleNode: having([nodeFact('all-in-one')]),
};
