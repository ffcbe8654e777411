import { defineCheck, notInProfile, type Values } from '../../declarations';
import { evidenceOf, firstOf, type EvidenceRow } from '../../engine/findings';
import { deniedPodsObservation } from '../../observations/deniedPods';
import {
  podSecurityObservation,
  type NamespaceSecurity,
} from '../../observations/podSecurity';
import { POD_SECURITY_LEVELS } from '../../profiles/schema/security';
import { namesOf } from '../../words';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

const LABEL = {
  owner: 'security',
  text: 'Label {count:the namespace|the namespaces} {names} so that [{level}|such] pods are admitted. A label of the namespace goes before the default of the cluster, so it also answers a default that forbids them.',
  commands: [
    `kubectl label namespace {all} --overwrite ${ENFORCE}={level}`,
    `kubectl get namespaces --label-columns ${ENFORCE}`,
  ],
  docs: ['podSecurityAdmission'],
} as const;

/** A10, after PodSecurityPolicy: labels of namespaces say which pods are let in (Kubernetes 1.23 and later). */
export const psa = defineCheck({
  id: 'security.psa',
  title: 'Pod security labels let the pods of Run:ai in',
  category: 'security',
  requirements: ['A10'],
  description:
    "Pod security admission rejects pods by the level that their namespace enforces. Looks at the namespaces of Run:ai, of its projects, where researchers' workloads run, and of the GPU Operator. The default for namespaces without a label stands in a file of the API server that nobody can read from outside.",
  verify: {
    text: 'Look at the labels of the namespaces. What the default of the cluster does to an unlabelled one is shown by a label that is only tried: the API server warns of the pods that are there and would be rejected.',
    commands: [
      `kubectl get namespaces --label-columns ${ENFORCE}`,
      `kubectl label namespace NAMESPACE --dry-run=server --overwrite ${ENFORCE}=restricted`,
    ],
  },
  uses: { security: podSecurityObservation },
  optional: { denied: deniedPodsObservation },
  expected: 'no level that rejects the pods of the namespace',
  outcomes: {
    Admitted: {
      status: 'pass',
      says: 'No label keeps pods of Run:ai out. {count:The namespace|The namespaces} {names} {count:enforces|enforce} nothing that rejects them; what the cluster enforces where no label stands cannot be read',
    },
    WouldBeRejected: {
      status: 'warn',
      says: 'Pods of Run:ai are only warned of so far. {names} {count:has|have} a label audit or warn that is stricter than {level}: where the same is enforced one day, these pods are rejected',
      remedy: {
        ...LABEL,
        text: 'Agree with those who look after security that {count:this namespace|these namespaces} will need {level}, and label {count:it|them}.',
        commands: [
          `kubectl label namespace {all} --overwrite ${ENFORCE}={level} pod-security.kubernetes.io/audit={level} pod-security.kubernetes.io/warn={level}`,
        ],
      },
    },
    Rejected: {
      status: 'fail',
      says: 'Pods are rejected in {names}. {count:It enforces|They enforce} {enforced}, and {level} is needed there',
      actual: '{enforced}',
      remedy: LABEL,
    },
    Denied: {
      status: 'fail',
      says: 'The API server rejects pods of {workload}. It says: {message}',
      actual: 'pods are rejected',
      remedy: LABEL,
    },
    NotInEffect: {
      status: 'notApplicable',
      says: 'Kubernetes {version} does not act on pod security labels. It does from {from} on',
    },
    NoNamespaces: {
      status: 'notApplicable',
      says: 'None of the namespaces that are looked at exists yet. Run:ai and the GPU Operator make them',
    },
    SchemaUnexpected: {
      status: 'unknown',
      says: 'Whether pod security labels do anything cannot be told. The API server calls itself "{version}", which is no version',
      remedy: {
        text: 'See which version the API server tells.',
        commands: ['kubectl get --raw /version'],
      },
    },
  },
  evaluate: ({ security, denied = [], profile }) => {
    const { namespaces, inEffect, labelledByPlatform, version } = security;
    const undecided = namespaces.find(one => one.undecided);
    if (inEffect && undecided) {
      return notInProfile(
        profile,
        `which pod security level the namespace ${undecided.name} needs`,
        evidenceOf(rowsOf([undecided])),
      );
    }
    const rejecting = namespaces.filter(one => one.rejects);
    const warned = labelledByPlatform
      ? []
      : namespaces.filter(({ announces }) => announces);
    const told =
      [rejecting, warned].find(({ length }) => length > 0) ?? namespaces;
    const refused = denied.find(({ by }) => by === 'standards');
    return {
      outcome: firstOf(
        [inEffect === undefined, 'SchemaUnexpected'],
        [!inEffect, 'NotInEffect'],
        [rejecting.length > 0, 'Rejected'],
        [refused, 'Denied'],
        [warned.length > 0, 'WouldBeRejected'],
        [namespaces.length === 0, 'NoNamespaces'],
        'Admitted',
      ),
      values: {
        version,
        from: profile.security.admission.standardsFrom,
        ...valuesOf(
          refused
            ? namespaces.filter(({ name }) => name === refused.namespace)
            : told,
        ),
        workload: refused?.name,
        message: refused?.message,
      },
      evidence: evidenceOf(
        rowsOf(told),
        refused && [
          refused.name,
          'ReplicaFailure',
          refused.message,
          'reported',
        ],
      ),
    };
  },
});

/** Of namespaces that are told of: their names, for a sentence and for a command, and the level that would let their pods in. */
function valuesOf(told: readonly NamespaceSecurity[]): Values {
  return {
    count: told.length,
    names: namesOf(told),
    all: told.map(({ name }) => name).join(' '),
    enforced: told.find(({ enforces }) => enforces)?.enforces,
    level: POD_SECURITY_LEVELS.find(level =>
      told.some(({ needs }) => needs === level),
    ),
  };
}

function rowsOf(told: readonly NamespaceSecurity[]): EvidenceRow[] {
  return told.flatMap(({ name, enforces, announces }) => [
    [`namespace/${name}`, 'enforce', enforces ?? 'no label', 'declared'],
    [`namespace/${name}`, 'audit or warn', announces, 'declared'],
  ]);
}
