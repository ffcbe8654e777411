import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  systemPodsFact,
  type PodsByNode,
} from '../../observations/followUps/podsOnNodes';
import { fact, facts, testProfile, type OutcomeCases } from '../../testing';
import { nodeFact } from '../../testing/nodes';
import { residentPod } from '../../testing/pods';
import type { systemDedicated } from './systemDedicated';

const labels = { 'node-role.kubernetes.io/runai-system': 'true' };
const system = nodeFact('system', { labels });
const worker = nodeFact('worker');

function having(nodes: NodeFact[], pods: PodsByNode = {}) {
  return { facts: facts(fact(nodesFact, nodes), fact(systemPodsFact, pods)) };
}

const profile = testProfile();

export const cases: OutcomeCases<typeof systemDedicated> = {
  Dedicated: having([system, worker]),
  NotLabelled: having([worker]),
  LabelledUnusable: having([
    nodeFact('down', { labels, ready: 'Unknown' }),
    worker,
  ]),
  FewerThanRecommended: {
    ...having([system, worker]),
    profile: {
      ...profile,
      systemNodes: {
        ...profile.systemNodes,
        count: {
          minimum: 1,
          recommended: 2,
          source: 'a test',
          verified: 'vendor',
        },
      },
    },
  },
  ForeignPods: having([system, worker], {
    system: Array.from({ length: 6 }, (_, index) =>
      residentPod(`web-${index}`),
    ),
  }),
  SelectorUnreadable: {
    ...having([system]),
    settings: { systemNodes: { selector: 'pool is system' } },
  },
};
