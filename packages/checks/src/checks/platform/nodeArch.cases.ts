import { nodesFact } from '../../facts/nodes';
import type { NodeFact } from '../../facts/nodeFact';
import { fact, facts, type OutcomeCases } from '../../testing';
import { nodeFact, projected } from '../../testing/nodes';
import { groupsEntry } from '../../testing/platform';
import type { nodeArch } from './nodeArch';

const having = (node: NodeFact) => ({ facts: facts(fact(nodesFact, [node])) });

export const cases: OutcomeCases<typeof nodeArch> = {
  Supported: having(nodeFact('a')),
  OtherArchitecture: {
    facts: facts(
      fact(nodesFact, [nodeFact('a', { nodeInfo: { architecture: 'arm64' } })]),
      groupsEntry('config.openshift.io'),
    ),
  },
  OtherOperatingSystem: having(
    nodeFact('a', { nodeInfo: { operatingSystem: 'windows' } }),
  ),
  SchemaUnexpected: having(projected({ metadata: { name: 'bare' } })),
};
