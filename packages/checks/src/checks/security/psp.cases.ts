import { deployment } from '@runai-portal/simulator';
import { podSecurityPoliciesFact } from '../../facts/podSecurityPolicies';
import { workloadsFact } from '../../facts/workloads';
import {
  admittedPodsFact,
  type AdmittedPod,
} from '../../observations/followUps/admittedPods';
import {
  fact,
  facts,
  testProfile,
  type FactValue,
  type OutcomeCases,
} from '../../testing';
import { versionEntry } from '../../testing/platform';
import { workloadFacts } from '../../testing/workloads';
import type { psp } from './psp';

const ACTIVE = {
  served: true,
  policies: ['privileged', 'restricted'],
  pods: 40,
  admittedBy: ['privileged'],
};
const OFF = { ...ACTIVE, admittedBy: [] };
const GONE = { served: false, policies: [], pods: 0, admittedBy: [] };
const seed = testProfile();

/** What was found on a server of that version. */
export function policyFacts(
  found: FactValue<typeof podSecurityPoliciesFact>,
  options: {
    version?: string;
    refused?: string;
    admitted?: AdmittedPod[];
  } = {},
) {
  const { version = 'v1.21.5', refused, admitted = [] } = options;
  return {
    facts: facts(
      versionEntry(version),
      fact(podSecurityPoliciesFact, found),
      fact(admittedPodsFact, admitted),
      fact(
        workloadsFact,
        refused
          ? workloadFacts(
              deployment('runai', 'runai-operator', { ready: 0, refused }),
            )
          : [],
      ),
    ),
  };
}

export const cases: OutcomeCases<typeof psp> = {
  Admitted: policyFacts(ACTIVE, {
    admitted: [{ namespace: 'runai', name: 'agent', policy: 'runai-psp' }],
  }),
  Denied: policyFacts(ACTIVE, {
    refused:
      'pods "runai-operator-5c9-" is forbidden: unable to validate against any pod security policy: [spec.containers[0].securityContext.privileged: Invalid value: true: Privileged containers are not allowed]',
  }),
  NotTried: policyFacts(ACTIVE),
  NotSupported: {
    ...policyFacts(ACTIVE),
    profile: {
      ...seed,
      security: {
        ...seed.security,
        policies: {
          supported: false,
          source: 'a later version',
          verified: 'vendor',
        },
      },
    },
  },
  NotActive: policyFacts(OFF),
  Removed: policyFacts(GONE, { version: 'v1.25.0' }),
  NotServed: policyFacts(GONE, { version: 'v1.24.9' }),
  NoPodsSeen: policyFacts({ ...OFF, pods: 0 }),
};
