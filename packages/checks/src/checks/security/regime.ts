import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { podSecurityPoliciesFact } from '../../facts/podSecurityPolicies';
import { known } from '../../profiles';
import { securityRegimeObservation } from '../../observations/securityRegime';
import { someNames } from '../../words';

const BESIDES =
  '[. {engines} decides as well][. {labelled} {labelled:namespace has|namespaces have} pod security labels]';

/** Seeds A10 and B3: which of the ways to secure pods this cluster uses, and which option of the installer goes with it. */
export const regime = defineCheck({
  id: 'security.regime',
  title: 'What decides which pods are let in is known',
  category: 'security',
  requirements: ['A10', 'B3'],
  description:
    'OpenShift decides by security context constraints; Kubernetes by PodSecurityPolicies, by labels of namespaces, by policies of a product, or not at all. It says which, since the installer is told.',
  severity: 'informational',
  verify: {
    text: 'Look for SCCs, for the annotation kubernetes.io/psp on pods, for labels of namespaces and for webhooks of policy engines.',
    commands: [
      'kubectl get --raw /apis/security.openshift.io/v1',
      "kubectl get pods --all-namespaces --output custom-columns='NAME:.metadata.name,PSP:.metadata.annotations.kubernetes\\.io/psp'",
      'kubectl get namespaces --label-columns pod-security.kubernetes.io/enforce',
      'kubectl get validatingwebhookconfigurations',
    ],
  },
  uses: { regime: securityRegimeObservation },
  optional: { policies: podSecurityPoliciesFact },
  actual: '{active}',
  outcomes: {
    Constraints: {
      status: 'pass',
      says: `Security context constraints decide about pods. This is OpenShift: the instructions of its track apply${BESIDES}`,
    },
    Policies: {
      status: 'pass',
      says: `PodSecurityPolicies decide about pods. {defined} {defined:is|are} defined${BESIDES}`,
      remedy: {
        text: 'Tell the installer[: set the value {value}].',
        docs: ['podSecurityPolicy'],
      },
    },
    Standards: {
      status: 'pass',
      says: 'Pod security labels decide about pods. {labelled} {labelled:namespace has|namespaces have} one[. {engines} decides as well]',
    },
    Engine: {
      status: 'pass',
      says: '{engines} decides about pods. By its webhooks; which pods its policies let in is not read',
      remedy: {
        owner: 'security',
        text: 'Ask those who write the policies of {engines} whether they let in privileged pods in the namespaces of Run:ai and of the GPU Operator.',
      },
    },
    NothingSeen: {
      status: 'pass',
      says: 'Nothing that decides about pods was found. There are no SCCs, no PodSecurityPolicies in force, no pod security labels and no policy engine that is known; a default of the API server cannot be read',
    },
    NotAllSeen: {
      status: 'unknown',
      because: 'notRun',
      says: 'What decides about pods cannot be told. Nothing was found, but not everything that would show it could be seen',
      remedy: {
        text: 'Let the account list namespaces, webhook configurations and, before Kubernetes 1.25, PodSecurityPolicies and pods.',
        commands: ['kubectl auth can-i --list'],
        docs: ['rbac'],
      },
    },
  },
  evaluate: ({ regime: seen, policies, profile }) => {
    const { constraints, labelled, engines, complete } = seen;
    const active = [
      constraints && 'SCC',
      seen.policies && 'PSP',
      labelled > 0 && 'PSA',
      ...engines,
    ].filter(name => typeof name === 'string');
    return {
      outcome: firstOf(
        [constraints, 'Constraints'],
        [seen.policies, 'Policies'],
        [labelled > 0, 'Standards'],
        [engines.length > 0, 'Engine'],
        [complete, 'NothingSeen'],
        'NotAllSeen',
      ),
      values: {
        active: active.join(', ') || 'none',
        labelled: labelled || undefined,
        engines: someNames(engines, 3) || undefined,
        defined: policies?.policies.length ?? 0,
        value: known(profile.security.policies)?.value,
      },
      evidence: evidenceOf(
        [
          'GET /apis',
          'security.openshift.io',
          constraints ? 'OpenShift' : 'no OpenShift',
        ],
        policies && [
          'pods',
          'annotation kubernetes.io/psp',
          someNames(policies.admittedBy, 3) || `on none of ${policies.pods}`,
        ],
        [
          'namespaces',
          'pod-security.kubernetes.io/enforce',
          `on ${labelled}`,
          'declared',
        ],
        [
          'webhook configurations',
          'policy engines',
          engines.join(', ') || 'none that is known',
          'inferred',
        ],
      ),
    };
  },
});
