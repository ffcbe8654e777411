import { deployment } from '@runai-portal/simulator';
import { securityContextConstraintsFact } from '../../facts/securityContextConstraints';
import { workloadsFact } from '../../facts/workloads';
import {
  admittedPodsFact,
  type AdmittedPod,
} from '../../observations/followUps/admittedPods';
import { fact, facts, type OutcomeCases } from '../../testing';
import { groupsEntry } from '../../testing/platform';
import { workloadFacts } from '../../testing/workloads';
import type { scc } from './scc';

const ANYUID = { name: 'anyuid', privileged: false, users: [] };
const PRIVILEGED = { name: 'privileged', privileged: true, users: [] };

const DENIAL =
  'pods "runai-agent-5c9-" is forbidden: unable to validate against any security context constraint: [provider restricted: .spec.securityContext.hostNetwork: Invalid value: true: Host network is not allowed to be used]';

function onOpenShift(
  options: {
    installed?: boolean;
    refused?: string;
    admitted?: AdmittedPod[];
    constraints?: (typeof ANYUID)[];
  } = {},
) {
  const {
    installed = true,
    refused,
    admitted = [],
    constraints = [ANYUID, PRIVILEGED],
  } = options;
  return {
    facts: facts(
      groupsEntry('config.openshift.io', 'security.openshift.io'),
      fact(securityContextConstraintsFact, constraints),
      fact(admittedPodsFact, admitted),
      fact(
        workloadsFact,
        installed
          ? workloadFacts(
              deployment('runai', 'runai-agent', {
                ready: refused ? 0 : 1,
                refused,
              }),
            )
          : [],
      ),
    ),
  };
}

export const cases: OutcomeCases<typeof scc> = {
  Admitted: onOpenShift({
    admitted: [{ namespace: 'runai', name: 'agent', constraint: 'privileged' }],
  }),
  ChartBringsThem: onOpenShift({ installed: false }),
  Denied: onOpenShift({ refused: DENIAL }),
  NoneSuits: onOpenShift({ constraints: [ANYUID] }),
  NotShown: onOpenShift(),
  NotApplicable: {
    facts: facts(
      groupsEntry('apps'),
      fact(securityContextConstraintsFact, []),
      fact(admittedPodsFact, []),
      fact(workloadsFact, []),
    ),
  },
};
