import { openshiftVersionFact } from '../../facts/openshift';
import { fact, facts, testProfile, type OutcomeCases } from '../../testing';
import { groupsEntry, openshiftEntry } from '../../testing/platform';
import type { openshiftVersion } from './openshiftVersion';

function having(...told: Parameters<typeof openshiftEntry>) {
  return {
    facts: facts(
      openshiftEntry(...told),
      groupsEntry('config.openshift.io', 'apps.openshift.io'),
    ),
  };
}

function elsewhere(group: string) {
  return {
    facts: facts(fact(openshiftVersionFact, {}), groupsEntry(group)),
  };
}

const profile = testProfile();

export const cases: OutcomeCases<typeof openshiftVersion> = {
  Supported: having([['4.6.8', 'Completed']]),
  BelowMinimum: having([
    ['4.3.1', 'Partial'],
    ['4.2.36', 'Completed'],
  ]),
  OpenShift3: elsewhere('apps.openshift.io'),
  UpdateFailing: having([['4.6.8', 'Completed']], 'storage is degraded'),
  UpdateInProgress: having([
    ['4.7.1', 'Partial'],
    ['4.6.8', 'Completed'],
  ]),
  BelowRecommended: {
    ...having([['4.6.8', 'Completed']]),
    profile: {
      ...profile,
      openshift: { ...profile.openshift, recommended: '4.10' },
    },
  },
  AboveTested: {
    ...having([['4.12.1', 'Completed']]),
    profile: {
      ...profile,
      openshift: { ...profile.openshift, maxTested: '4.10' },
    },
  },
  NotApplicable: elsewhere('apps'),
  SchemaUnexpected: having([['garbage', 'Completed']]),
};
