import { inGroup } from '../inGroup';
import type { ResourceDeclaration, Verb } from '../types';

const create: Verb[] = ['create'];

/** The core group. */
export const coreResources: ResourceDeclaration[] = [
  ...inGroup('', {
    bindings: {
      kind: 'Binding',
      namespaced: true,
      verbs: create,
      versions: { v1: [0] },
    },
    componentstatuses: {
      kind: 'ComponentStatus',
      shortNames: ['cs'],
      verbs: ['get', 'list'],
      versions: { v1: [0] },
    },
    configmaps: {
      kind: 'ConfigMap',
      namespaced: true,
      shortNames: ['cm'],
      versions: { v1: [0] },
    },
    endpoints: {
      kind: 'Endpoints',
      namespaced: true,
      shortNames: ['ep'],
      versions: { v1: [0] },
    },
    events: {
      kind: 'Event',
      namespaced: true,
      shortNames: ['ev'],
      selectableFields: [
        'involvedObject.kind',
        'involvedObject.namespace',
        'involvedObject.name',
        'involvedObject.uid',
        'involvedObject.apiVersion',
        'involvedObject.fieldPath',
        'reason',
        'type',
        'reportingComponent',
        'source',
      ],
      versions: { v1: [0] },
    },
    limitranges: {
      kind: 'LimitRange',
      namespaced: true,
      shortNames: ['limits'],
      versions: { v1: [0] },
    },
    namespaces: {
      kind: 'Namespace',
      shortNames: ['ns'],
      verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
      subresources: ['finalize', 'status'],
      selectableFields: ['status.phase'],
      versions: { v1: [0] },
    },
    nodes: {
      kind: 'Node',
      shortNames: ['no'],
      subresources: ['proxy', 'status'],
      selectableFields: ['spec.unschedulable'],
      versions: { v1: [0] },
    },
    persistentvolumeclaims: {
      kind: 'PersistentVolumeClaim',
      namespaced: true,
      shortNames: ['pvc'],
      subresources: ['status'],
      versions: { v1: [0] },
    },
    persistentvolumes: {
      kind: 'PersistentVolume',
      shortNames: ['pv'],
      subresources: ['status'],
      versions: { v1: [0] },
    },
    pods: {
      kind: 'Pod',
      namespaced: true,
      shortNames: ['po'],
      subresources: [
        'attach',
        'binding',
        'eviction',
        'exec',
        'log',
        'portforward',
        'proxy',
        'status',
      ],
      selectableFields: [
        'spec.nodeName',
        'spec.restartPolicy',
        'spec.schedulerName',
        'spec.serviceAccountName',
        'status.phase',
        'status.podIP',
        'status.nominatedNodeName',
      ],
      selectableSince: { 'spec.hostNetwork': 28 },
      versions: { v1: [0] },
    },
    podtemplates: {
      kind: 'PodTemplate',
      namespaced: true,
      versions: { v1: [0] },
    },
    replicationcontrollers: {
      kind: 'ReplicationController',
      namespaced: true,
      shortNames: ['rc'],
      subresources: ['scale', 'status'],
      selectableFields: ['status.replicas'],
      versions: { v1: [0] },
    },
    resourcequotas: {
      kind: 'ResourceQuota',
      namespaced: true,
      shortNames: ['quota'],
      subresources: ['status'],
      versions: { v1: [0] },
    },
    secrets: {
      kind: 'Secret',
      namespaced: true,
      selectableFields: ['type'],
      versions: { v1: [0] },
    },
    serviceaccounts: {
      kind: 'ServiceAccount',
      namespaced: true,
      shortNames: ['sa'],
      subresources: ['token'],
      versions: { v1: [0] },
    },
    services: {
      kind: 'Service',
      namespaced: true,
      shortNames: ['svc'],
      subresources: ['proxy', 'status'],
      // Collections of Services could not be deleted before.
      deleteCollectionSince: 22,
      versions: { v1: [0] },
    },
  }),
];
