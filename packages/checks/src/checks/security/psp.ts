import { compareVersions } from '@runai-portal/kube';
import { defineCheck, notInProfile } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { podSecurityPoliciesFact } from '../../facts/podSecurityPolicies';
import { releasedVersion, versionFact } from '../../facts/version';
import { known } from '../../profiles';
import { deniedPodsObservation } from '../../observations/deniedPods';
import { admittedPodsFact } from '../../observations/followUps/admittedPods';
import { someNames } from '../../words';

const DRY_RUN =
  'kubectl -n {namespace} create deployment psp-test --image=registry.k8s.io/pause --dry-run=server';

/** Seed B3: "Pod Security Policies are supported, if used". */
export const psp = defineCheck({
  id: 'security.psp',
  title: 'PodSecurityPolicies, where they are in force, admit Run:ai',
  category: 'security',
  requirements: ['B3'],
  description:
    'Where a cluster puts PodSecurityPolicies in force, every pod needs a policy that its account may use. The API is there in every Kubernetes before 1.25; whether it is in force is told by the annotation kubernetes.io/psp of pods.',
  verify: {
    text: 'See whether pods carry the annotation, and which policies there are. As somebody who may create pods, try a pod without keeping it.',
    commands: [
      "kubectl get pods --all-namespaces --output custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,PSP:.metadata.annotations.kubernetes\\.io/psp'",
      'kubectl get podsecuritypolicies',
      'kubectl -n NAMESPACE auth can-i use podsecuritypolicy/POLICY --as system:serviceaccount:NAMESPACE:ACCOUNT',
    ],
  },
  uses: { version: versionFact, found: podSecurityPoliciesFact },
  optional: { denied: deniedPodsObservation, admitted: admittedPodsFact },
  expected: 'a policy for the pods of Run:ai, where policies are in force',
  outcomes: {
    Admitted: {
      status: 'pass',
      says: 'PodSecurityPolicies are in force and admit the pods of Run:ai. {pods} {pods:pod was|pods were} admitted by {by}',
    },
    Denied: {
      status: 'fail',
      says: 'PodSecurityPolicies keep pods of {workload} out. The API server says: {message}',
      actual: 'pods are rejected',
      remedy: {
        owner: 'security',
        text: 'Let the installer bring its policies[: set the value {value}], or let the service accounts of the namespace {namespace} use a policy that is wide enough.',
        commands: [
          'kubectl get podsecuritypolicies',
          'kubectl -n {namespace} create role use-psp --verb=use --resource=podsecuritypolicies.policy --resource-name={policy}',
          'kubectl -n {namespace} create rolebinding use-psp --role=use-psp --group=system:serviceaccounts:{namespace}',
        ],
        docs: ['podSecurityPolicy'],
      },
    },
    NotTried: {
      status: 'warn',
      says: 'PodSecurityPolicies are in force. Whether they admit Run:ai is not known: only a pod that is tried in its namespace would tell, and a portal that reads may create none',
      actual: 'in force, by {by}',
      remedy: {
        owner: 'security',
        text: 'Let the installer bring its policies[: set the value {value}]. To see before what would happen, try a pod with an account that may create pods in the namespace {namespace}; nothing is kept of it.',
        commands: ['kubectl get podsecuritypolicies', DRY_RUN],
        docs: ['podSecurityPolicy'],
      },
    },
    NotSupported: {
      status: 'warn',
      says: 'PodSecurityPolicies are in force. This version of Run:ai brings none of its own',
      actual: 'in force, by {by}',
      remedy: {
        owner: 'security',
        text: 'Let the service accounts of the namespace {namespace} use a policy that forbids nothing, or replace the policies by pod security labels before Kubernetes {removedIn}, which has none any more.',
        commands: ['kubectl get podsecuritypolicies', DRY_RUN],
        docs: ['podSecurityPolicy'],
      },
    },
    NotActive: {
      status: 'notApplicable',
      says: 'PodSecurityPolicies are served, not active. None of {pods} {pods:pod|pods} was admitted by one',
    },
    Removed: {
      status: 'notApplicable',
      says: 'Kubernetes {version} has no PodSecurityPolicies. They were removed in {removedIn}',
    },
    NotServed: {
      status: 'notApplicable',
      says: 'The API server does not serve PodSecurityPolicies',
    },
    NoPodsSeen: {
      status: 'unknown',
      because: 'notRun',
      says: 'Whether PodSecurityPolicies are in force cannot be told. They are served, and there is no pod that would show it[; {policies} {policies:is|are} defined]',
      remedy: {
        text: 'See how the API server is started: the policies are in force where --enable-admission-plugins names PodSecurityPolicy.',
        commands: [
          'kubectl -n kube-system get pods -l component=kube-apiserver -o yaml | grep admission-plugins',
          'kubectl get podsecuritypolicies',
        ],
        docs: ['podSecurityPolicy'],
      },
    },
  },
  evaluate: ({ version, found, denied = [], admitted = [], profile }) => {
    const { policies, admission } = profile.security;
    const ours = known(policies);
    const { policiesRemovedIn: removedIn } = admission;
    const server = releasedVersion(version.gitVersion);
    const byPolicy = admitted.filter(({ policy }) => policy);
    const by =
      byPolicy.length > 0
        ? byPolicy.map(({ policy = '' }) => policy)
        : found.admittedBy;
    const refused = denied.find(one => one.by === 'policies');
    const isActive = by.length > 0 || refused !== undefined;
    const evidence = evidenceOf(
      [
        'podsecuritypolicies',
        'policy/v1beta1',
        found.served ? `served, ${found.policies.length} defined` : 'absent',
      ],
      found.served && [
        'pods',
        'annotation kubernetes.io/psp',
        someNames(by, 5) || `on none of ${found.pods}`,
      ],
      refused && [refused.name, 'ReplicaFailure', refused.message, 'reported'],
    );
    if (isActive && !refused && byPolicy.length === 0 && !ours) {
      return notInProfile(
        profile,
        'whether Run:ai brings PodSecurityPolicies of its own',
        evidence,
      );
    }
    return {
      outcome: firstOf(
        [
          !found.served && server && compareVersions(server, removedIn) >= 0,
          'Removed',
        ],
        [!found.served, 'NotServed'],
        [refused, 'Denied'],
        [byPolicy.length > 0, 'Admitted'],
        [isActive && !ours?.supported, 'NotSupported'],
        [isActive, 'NotTried'],
        [found.pods === 0, 'NoPodsSeen'],
        'NotActive',
      ),
      values: {
        version: version.gitVersion,
        removedIn,
        pods: byPolicy.length || found.pods,
        by: someNames([...new Set(by)], 3),
        policies: found.policies.length || undefined,
        policy: found.policies[0],
        value: ours?.supported ? ours.value : undefined,
        workload: refused?.name,
        message: refused?.message,
        namespace: refused?.namespace ?? profile.namespaces.cluster,
      },
      evidence,
    };
  },
});
