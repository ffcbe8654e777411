import { nodesFact } from '../../facts/nodes';
import { fact, facts, type OutcomeCases } from '../../testing';
import { nodeFact } from '../../testing/nodes';
import { groupsEntry, versionEntry } from '../../testing/platform';
import type { distribution } from './distribution';

function told(gitVersion: string) {
  return {
    facts: facts(
      versionEntry(gitVersion),
      groupsEntry('apps'),
      fact(nodesFact, [nodeFact('w')]),
    ),
  };
}

export const cases: OutcomeCases<typeof distribution> = {
  Recognised: told('v1.20.4-eks-6b7464'),
  NotListed: told('v1.20.5+vmware.1'),
  NativeAssumed: told('v1.20.2'),
};
