import { facts, testProfile, type OutcomeCases } from '../../testing';
import { groupsEntry, versionEntry } from '../../testing/platform';
import type { kubernetesVersion } from './kubernetesVersion';

function told(gitVersion: string, group = 'apps') {
  return { facts: facts(versionEntry(gitVersion), groupsEntry(group)) };
}

const profile = testProfile();

export const cases: OutcomeCases<typeof kubernetesVersion> = {
  Supported: told('v1.20.4-eks-6b7464'),
  BelowMinimum: told('v1.15.12'),
  BelowRecommended: told('v1.18.20-gke.501'),
  AboveTested: {
    ...told('v1.25.0'),
    profile: {
      ...profile,
      kubernetes: { ...profile.kubernetes, maxTested: '1.24' },
    },
  },
  NotApplicable: told('v1.19.0', 'config.openshift.io'),
  SchemaUnexpected: told('v0.21.0'),
};
