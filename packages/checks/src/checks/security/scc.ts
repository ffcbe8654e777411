import { defineCheck, notInProfile } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import { securityContextConstraintsFact } from '../../facts/securityContextConstraints';
import { workloadsFact } from '../../facts/workloads';
import { deniedPodsObservation } from '../../observations/deniedPods';
import { admittedPodsFact } from '../../observations/followUps/admittedPods';
import { isOpenShift } from '../../observations/openshift';
import { known } from '../../profiles';
import { namesOf, someNames } from '../../words';

const SEE = [
  'oc get securitycontextconstraints',
  "oc -n {namespace} get pods --output custom-columns='NAME:.metadata.name,SCC:.metadata.annotations.openshift\\.io/scc'",
] as const;

/** Seed A10: "OpenShift is secured using Security Context Constraints. The installation supports SCC". */
export const scc = defineCheck({
  id: 'security.scc',
  title: 'Security context constraints admit the pods of Run:ai',
  category: 'security',
  requirements: ['A10'],
  description:
    'On OpenShift a pod is let in only where its account may use an SCC that is wide enough. The chart makes those that it needs, unless it is told not to. Which SCC let a pod in stands in its annotation openshift.io/scc.',
  verify: {
    text: 'See by which SCC the pods of Run:ai were let in, and which accounts may use it. As somebody who may create pods, try one without keeping it.',
    commands: [
      'oc get securitycontextconstraints',
      "oc -n runai get pods --output custom-columns='NAME:.metadata.name,SCC:.metadata.annotations.openshift\\.io/scc'",
      'oc adm policy who-can use securitycontextconstraints SCC',
      'oc -n runai adm policy scc-review -z ACCOUNT -f POD.yaml',
    ],
  },
  uses: {
    groups: apiGroupsFact,
    constraints: securityContextConstraintsFact,
    workloads: workloadsFact,
    admitted: admittedPodsFact,
    denied: deniedPodsObservation,
  },
  expected: 'an SCC that lets the pods of Run:ai in',
  outcomes: {
    Admitted: {
      status: 'pass',
      says: 'OpenShift lets the pods of Run:ai in. {pods} {pods:pod was|pods were} admitted by {by}',
      actual: '{by}',
    },
    ChartBringsThem: {
      status: 'pass',
      says: 'The chart makes the SCCs that Run:ai needs. Nothing of it is installed yet; whoever installs it must be allowed to make them[: {value} stays true|]',
      actual: 'not installed yet',
    },
    Denied: {
      status: 'fail',
      says: 'OpenShift keeps pods of {workload} out. The API server says: {message}',
      actual: 'pods are rejected',
      remedy: {
        owner: 'security',
        text: 'Let the chart make its SCCs[ ({value})], or give the service accounts of the namespace {namespace} an SCC that allows what the message names[; {suits} lets privileged containers in].',
        commands: [
          ...SEE,
          'oc adm policy add-scc-to-group {suits} system:serviceaccounts:{namespace}',
        ],
        docs: ['securityContextConstraints'],
      },
    },
    NoneSuits: {
      status: 'fail',
      says: 'Run:ai is installed and no SCC is there that would let its pods in. None of {count} allows privileged containers',
      actual: 'none that suits',
      remedy: {
        owner: 'security',
        text: 'Install Run:ai with its chart making the SCCs[ ({value})], or make one that allows what its pods ask for.',
        commands: SEE,
        docs: ['securityContextConstraints'],
      },
    },
    NotShown: {
      status: 'unknown',
      because: 'notRun',
      says: 'Whether OpenShift lets the pods of Run:ai in is not shown. It is installed, and none of its pods carries the annotation of an SCC; only a pod that is tried would tell, and a portal that reads may create none',
      remedy: {
        text: 'Try a pod of Run:ai with an account that may, without keeping it; the answer names the SCC, or says why none will do.',
        commands: [
          ...SEE,
          'oc -n {namespace} create deployment scc-test --image=registry.k8s.io/pause --dry-run=server',
        ],
        docs: ['securityContextConstraints'],
      },
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'This is not OpenShift. SCCs exist there alone',
    },
  },
  evaluate: ({ groups, constraints, workloads, admitted, denied, profile }) => {
    const ours = known(profile.security.constraints);
    const { cluster, backend } = profile.namespaces;
    const here = isOpenShift(groups);
    const byConstraint = admitted.filter(({ constraint }) => constraint);
    const by = byConstraint.map(({ constraint = '' }) => constraint);
    const refused = denied.find(one => one.by === 'constraints');
    const installed = workloads.some(
      ({ namespace }) => namespace === cluster || namespace === backend,
    );
    const suiting = constraints.filter(({ privileged }) => privileged);
    const evidence = evidenceOf(
      here && [
        'securitycontextconstraints',
        'allowPrivilegedContainer',
        namesOf(suiting) || 'none',
      ],
      constraints.map(({ name, users }) => [
        `securitycontextconstraints/${name}`,
        'users',
        someNames(users, 3),
      ]),
      byConstraint
        .slice(0, 5)
        .map(({ namespace, name, constraint }) => [
          `pod/${namespace}/${name}`,
          'openshift.io/scc',
          constraint,
        ]),
      refused && [refused.name, 'ReplicaFailure', refused.message, 'reported'],
    );
    if (here && !installed && ours?.byChart === undefined) {
      return notInProfile(
        profile,
        'whether the chart makes the SCCs that Run:ai needs',
        evidence,
      );
    }
    return {
      outcome: firstOf(
        [!here, 'NotApplicable'],
        [refused, 'Denied'],
        [by.length > 0, 'Admitted'],
        [!installed && ours?.byChart, 'ChartBringsThem'],
        [suiting.length === 0, 'NoneSuits'],
        'NotShown',
      ),
      values: {
        pods: byConstraint.length,
        by: someNames([...new Set(by)], 3),
        count: constraints.length,
        value: ours?.value,
        suits: suiting.at(0)?.name,
        workload: refused?.name,
        message: refused?.message,
        namespace: refused?.namespace ?? cluster,
      },
      evidence,
    };
  },
});
