import type { Call } from '../types';
import { namespace } from '../world';

const core = `/api/v1/namespaces/${namespace}`;
const asTable = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const selected = (selector: string) =>
  `${core}/events?fieldSelector=${encodeURIComponent(selector)}`;
const log = (pod: string, query = '') => `${core}/pods/${pod}/log${query}`;

/** Of each type that people browse: where its list is, and the minors that have it there. */
const tables: Record<string, { path: string; minors?: Call['minors'] }> = {
  services: { path: `${core}/services` },
  'resource quotas': { path: `${core}/resourcequotas` },
  'limit ranges': { path: `${core}/limitranges` },
  claims: { path: `${core}/persistentvolumeclaims` },
  volumes: { path: '/api/v1/persistentvolumes' },
  'replica sets': { path: `/apis/apps/v1/namespaces/${namespace}/replicasets` },
  jobs: { path: `/apis/batch/v1/namespaces/${namespace}/jobs` },
  'runtime classes': { path: '/apis/node.k8s.io/v1/runtimeclasses' },
  'drivers of storage': { path: '/apis/storage.k8s.io/v1/csidrivers' },
  'endpoint slices, in beta': {
    path: `/apis/discovery.k8s.io/v1beta1/namespaces/${namespace}/endpointslices`,
    minors: { before: 25 },
  },
  'endpoint slices': {
    path: `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`,
    minors: { from: 21 },
  },
  'resource slices': {
    path: '/apis/resource.k8s.io/v1/resourceslices',
    minors: { from: 34 },
  },
  definitions: {
    path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions?fieldSelector=metadata.name%3Dwidgets.conformance.example.com',
  },
};

/** What a browser of a cluster asks for: tables of all types, events, logs. */
export const browsingCalls: Call[] = [
  ...Object.entries(tables).map(
    ([name, { path, minors }]): Call => ({
      title: `a table of ${name}`,
      path,
      accept: asTable,
      sees: 'table',
      minors,
    }),
  ),
  {
    title: 'a table of pods',
    path: `${core}/pods`,
    accept: asTable,
    sees: 'table',
    fields: ['Ready', 'Status', 'Restarts', 'IP', 'Node', 'Readiness Gates'],
  },
  {
    title: 'a table of one pod',
    path: `${core}/pods/pod-1`,
    accept: asTable,
    sees: 'table',
    fields: ['Ready', 'Status', 'Restarts'],
  },
  {
    title: 'a table of nodes, with what they are',
    path: '/api/v1/nodes?labelSelector=world%3Dconformance',
    accept: asTable,
    sees: 'table',
    fields: ['Status', 'Roles', 'Internal-IP', 'External-IP'],
  },
  {
    title: 'a table of endpoints',
    path: `${core}/endpoints`,
    accept: asTable,
    sees: 'table',
    fields: ['Endpoints'],
  },
  {
    title: 'a table of leases',
    path: `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`,
    accept: asTable,
    sees: 'table',
    fields: ['Holder'],
  },
  {
    title: 'a table of events',
    path: `${core}/events`,
    accept: asTable,
    sees: 'table',
    fields: [
      'Type',
      'Reason',
      'Object',
      'Subobject',
      'Source',
      'Message',
      'Count',
    ],
  },

  ...[
    'involvedObject.name=pod-1',
    'involvedObject.kind=Pod,involvedObject.name=pod-2',
    'involvedObject.namespace=conformance,type=Warning',
    'reason!=Scheduled',
    'source=kubelet',
    'involvedObject.name=nothing',
  ].map(
    (selector): Call => ({
      title: `events by ${selector}`,
      path: selected(selector),
      sees: 'list',
    }),
  ),
  {
    title: 'a field of an event that cannot be selected by',
    path: selected('message=x'),
    sees: 'status',
  },

  {
    title: 'the log of a pod that is not there',
    path: log('nothing'),
    sees: 'status',
  },
  {
    title: 'the log of a pod that is on no node',
    path: log('pod-4', '?container=app'),
    sees: 'code',
  },
  {
    title: 'the log of one of several containers, without saying which',
    path: log('pod-4'),
    sees: 'status',
  },
  {
    title: 'the log of a container that is none',
    path: log('pod-4', '?container=db'),
    sees: 'status',
  },
  ...['tailLines=-1', 'limitBytes=0', 'sinceSeconds=0'].map(
    (option): Call => ({
      title: `a log with ${option}`,
      path: log('pod-4', `?container=app&${option}`),
      sees: 'status',
    }),
  ),
];
