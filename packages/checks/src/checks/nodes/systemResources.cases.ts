import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  systemPodsFact,
  type PodsByNode,
} from '../../observations/followUps/podsOnNodes';
import { fact, facts, type OutcomeCases } from '../../testing';
import { nodeFact, type NodeOptions } from '../../testing/nodes';
import { residentPod } from '../../testing/pods';
import type { systemResources } from './systemResources';

const labels = { 'node-role.kubernetes.io/runai-system': 'true' };

function system(name: string, options: NodeOptions = {}) {
  return nodeFact(name, { labels, ...options });
}

function having(nodes: NodeFact[], pods: PodsByNode = {}) {
  return { facts: facts(fact(nodesFact, nodes), fact(systemPodsFact, pods)) };
}

export const cases: OutcomeCases<typeof systemResources> = {
  LargeEnough: having([system('large')]),
  SlightlyShort: having([system('short', { capacity: { cpu: '3920m' } })]),
  LittleFree: having([system('busy')], {
    busy: [residentPod('training', { requests: { cpu: 5.5 } })],
  }),
  Pressure: having([
    system('full', {
      conditions: [{ type: 'DiskPressure', status: 'True' }],
    }),
  ]),
  TooSmall: having([system('small', { capacity: { cpu: '2' } })]),
  SmallerThanOthers: having([
    system('small', { capacity: { cpu: '2' } }),
    system('large'),
  ]),
  SchemaUnexpected: having([system('odd', { capacity: { cpu: 'abc' } })]),
  NotApplicable: having([
    nodeFact('gpu', { capacity: { 'nvidia.com/gpu': '8' } }),
  ]),
};
