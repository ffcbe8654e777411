import { podSecurityPoliciesFact } from '../../facts/podSecurityPolicies';
import { projectConfiguration, webhooksFact } from '../../facts/webhooks';
import { fact, facts, type OutcomeCases } from '../../testing';
import { groupsEntry, versionEntry } from '../../testing/platform';
import { namespacesEntry } from '../../testing/security';
import type { regime } from './regime';

/** What would show what decides about pods; nothing does unless told. */
export function regimeFacts(
  options: {
    openshift?: boolean;
    admittedBy?: string[];
    pods?: number;
    enforce?: string;
    engine?: string;
  } = {},
) {
  const { openshift, admittedBy = [], pods = 30, enforce, engine } = options;
  return {
    facts: facts(
      versionEntry('v1.24.3'),
      groupsEntry('apps', ...(openshift ? ['config.openshift.io'] : [])),
      namespacesEntry({
        web: enforce ? { 'pod-security.kubernetes.io/enforce': enforce } : {},
      }),
      fact(podSecurityPoliciesFact, {
        served: true,
        policies: ['p'],
        pods,
        admittedBy,
      }),
      fact(
        webhooksFact,
        projectConfiguration('validatingwebhookconfiguration', {
          metadata: { name: engine },
          webhooks: [{ name: 'w' }],
        }) ?? [],
      ),
    ),
  };
}

export const cases: OutcomeCases<typeof regime> = {
  Constraints: regimeFacts({ openshift: true }),
  Policies: regimeFacts({ admittedBy: ['p'] }),
  Standards: regimeFacts({ enforce: 'baseline' }),
  Engine: regimeFacts({ engine: 'kyverno-resource-validating-webhook-cfg' }),
  NothingSeen: regimeFacts(),
  NotAllSeen: regimeFacts({ pods: 0 }),
};
