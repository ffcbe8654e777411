import { inGroup } from '../inGroup';
import type { ResourceDeclaration, Verb } from '../types';

const create: Verb[] = ['create'];

/** Groups from admissionregistration to extensions. */
export const platformResources: ResourceDeclaration[] = [
  ...inGroup('admissionregistration.k8s.io', {
    mutatingwebhookconfigurations: {
      kind: 'MutatingWebhookConfiguration',
      versions: { v1: [16], v1beta1: [0, 22] },
    },
    validatingwebhookconfigurations: {
      kind: 'ValidatingWebhookConfiguration',
      versions: { v1: [16], v1beta1: [0, 22] },
    },
    validatingadmissionpolicies: {
      kind: 'ValidatingAdmissionPolicy',
      subresources: ['status'],
      versions: { v1: [30] },
    },
    validatingadmissionpolicybindings: {
      kind: 'ValidatingAdmissionPolicyBinding',
      versions: { v1: [30] },
    },
    mutatingadmissionpolicies: {
      kind: 'MutatingAdmissionPolicy',
      versions: { v1: [36] },
    },
    mutatingadmissionpolicybindings: {
      kind: 'MutatingAdmissionPolicyBinding',
      versions: { v1: [36] },
    },
  }),
  ...inGroup('apiextensions.k8s.io', {
    customresourcedefinitions: {
      kind: 'CustomResourceDefinition',
      shortNames: ['crd', 'crds'],
      subresources: ['status'],
      versions: { v1: [16], v1beta1: [0, 22] },
    },
  }),
  ...inGroup('apiregistration.k8s.io', {
    apiservices: {
      kind: 'APIService',
      subresources: ['status'],
      versions: { v1: [0], v1beta1: [0, 22] },
    },
  }),
  ...inGroup('apps', {
    controllerrevisions: {
      kind: 'ControllerRevision',
      namespaced: true,
      versions: { v1: [0] },
    },
    daemonsets: {
      kind: 'DaemonSet',
      namespaced: true,
      shortNames: ['ds'],
      subresources: ['status'],
      versions: { v1: [0] },
    },
    deployments: {
      kind: 'Deployment',
      namespaced: true,
      shortNames: ['deploy'],
      subresources: ['scale', 'status'],
      versions: { v1: [0] },
    },
    replicasets: {
      kind: 'ReplicaSet',
      namespaced: true,
      shortNames: ['rs'],
      subresources: ['scale', 'status'],
      selectableFields: ['status.replicas'],
      versions: { v1: [0] },
    },
    statefulsets: {
      kind: 'StatefulSet',
      namespaced: true,
      shortNames: ['sts'],
      subresources: ['scale', 'status'],
      versions: { v1: [0] },
    },
  }),
  ...inGroup('authentication.k8s.io', {
    tokenreviews: {
      kind: 'TokenReview',
      verbs: create,
      versions: { v1: [0], v1beta1: [0, 22] },
    },
    selfsubjectreviews: {
      kind: 'SelfSubjectReview',
      verbs: create,
      versions: { v1: [28] },
    },
  }),
  ...inGroup('authorization.k8s.io', {
    localsubjectaccessreviews: {
      kind: 'LocalSubjectAccessReview',
      namespaced: true,
      verbs: create,
      versions: { v1: [0], v1beta1: [0, 22] },
    },
    selfsubjectaccessreviews: {
      kind: 'SelfSubjectAccessReview',
      verbs: create,
      versions: { v1: [0], v1beta1: [0, 22] },
    },
    selfsubjectrulesreviews: {
      kind: 'SelfSubjectRulesReview',
      verbs: create,
      versions: { v1: [0], v1beta1: [0, 22] },
    },
    subjectaccessreviews: {
      kind: 'SubjectAccessReview',
      verbs: create,
      versions: { v1: [0], v1beta1: [0, 22] },
    },
  }),
  ...inGroup('autoscaling', {
    horizontalpodautoscalers: {
      kind: 'HorizontalPodAutoscaler',
      namespaced: true,
      shortNames: ['hpa'],
      subresources: ['status'],
      versions: { v2: [23], v1: [0], v2beta2: [0, 26], v2beta1: [0, 25] },
    },
  }),
  ...inGroup('batch', {
    jobs: {
      kind: 'Job',
      namespaced: true,
      subresources: ['status'],
      selectableFields: ['status.successful'],
      versions: { v1: [0] },
    },
    cronjobs: {
      kind: 'CronJob',
      namespaced: true,
      shortNames: ['cj'],
      subresources: ['status'],
      versions: { v1: [21], v1beta1: [0, 25] },
    },
  }),
  ...inGroup('certificates.k8s.io', {
    certificatesigningrequests: {
      kind: 'CertificateSigningRequest',
      shortNames: ['csr'],
      subresources: ['approval', 'status'],
      selectableFields: ['spec.signerName'],
      versions: { v1: [19], v1beta1: [0, 22] },
    },
  }),
  ...inGroup('coordination.k8s.io', {
    leases: {
      kind: 'Lease',
      namespaced: true,
      versions: { v1: [0], v1beta1: [0, 22] },
    },
  }),
  ...inGroup('discovery.k8s.io', {
    endpointslices: {
      kind: 'EndpointSlice',
      namespaced: true,
      versions: { v1: [21], v1beta1: [17, 25] },
    },
  }),
  ...inGroup('events.k8s.io', {
    events: {
      kind: 'Event',
      namespaced: true,
      shortNames: ['ev'],
      versions: { v1: [19], v1beta1: [0, 25] },
    },
  }),
  ...inGroup('extensions', {
    ingresses: {
      kind: 'Ingress',
      namespaced: true,
      shortNames: ['ing'],
      subresources: ['status'],
      versions: { v1beta1: [0, 22] },
    },
  }),
];
