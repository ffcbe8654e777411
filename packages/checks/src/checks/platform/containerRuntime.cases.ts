import { nodesFact } from '../../facts/nodes';
import { fact, facts, testProfile, type OutcomeCases } from '../../testing';
import { nodeFact } from '../../testing/nodes';
import { groupsEntry, versionEntry } from '../../testing/platform';
import type { containerRuntime } from './containerRuntime';

/** One node with that runtime, and groups that the cluster serves besides. */
export function having(containerRuntimeVersion: string, ...groups: string[]) {
  return {
    profile: testProfile('runai-2.25'),
    facts: facts(
      versionEntry('v1.34.1'),
      groupsEntry('apps', ...groups),
      fact(nodesFact, [
        nodeFact('w', { nodeInfo: { containerRuntimeVersion } }),
      ]),
    ),
  };
}

/** As 3.0 asks for it where GPU fractions are used. */
const WITH_FRACTIONS = {
  profile: testProfile('runai-3.0'),
  settings: { uses: ['fractions' as const] },
};

export const cases: OutcomeCases<typeof containerRuntime> = {
  Supported: having('containerd://1.7.27'),
  NotSupported: having('docker://20.10.7'),
  TooOld: { ...having('containerd://1.7.27'), ...WITH_FRACTIONS },
  NotTold: { ...having('containerd://dev'), ...WITH_FRACTIONS },
};
