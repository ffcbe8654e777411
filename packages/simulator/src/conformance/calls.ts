import { group, namespace, nobodyAccount, readerAccount } from './world';
import type { Call } from './types';

const maps = `/api/v1/namespaces/${namespace}/configmaps`;
const pods = `/api/v1/namespaces/${namespace}/pods`;
const widgets = `/apis/${group}/v1/namespaces/${namespace}/widgets`;
const nodes = '/api/v1/nodes?labelSelector=world%3Dconformance';
const world = 'labelSelector=world%3Dconformance';
const select = (labels: string) =>
  `${maps}?labelSelector=${encodeURIComponent(labels)}`;
const field = (path: string, selector: string) =>
  `${path}?fieldSelector=${encodeURIComponent(selector)}`;
const as = (form: string) =>
  `application/json;as=${form};v=v1;g=meta.k8s.io,application/json`;
const discovery = (version: string) =>
  `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList,application/json`;
const review = (resourceAttributes: object) => ({
  kind: 'SelfSubjectAccessReview',
  apiVersion: 'authorization.k8s.io/v1',
  spec: { resourceAttributes },
});
const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const allowed = ['status.allowed'];

/** Every call, in order: writes change what later ones see. */
export const calls: Call[] = [
  // The server itself
  {
    title: 'version',
    path: '/version',
    sees: 'object',
    fields: ['major', 'minor', 'compiler', 'platform'],
  },
  {
    title: 'version, as nobody in particular',
    as: 'anonymous',
    path: '/version',
    sees: 'code',
  },
  { title: 'readiness', path: '/readyz', sees: 'text' },
  {
    title: 'readiness, one line a check',
    path: '/readyz?verbose',
    sees: 'code',
  },
  { title: 'liveness', path: '/livez', sees: 'text' },
  { title: 'health', path: '/healthz', sees: 'text' },
  { title: 'an unknown path', path: '/nothing/here', sees: 'code' },
  {
    title: 'an unknown path, without the right',
    as: 'reader',
    path: '/nothing/here',
    sees: 'status',
  },
  {
    title: 'metrics, without the right',
    as: 'reader',
    path: '/metrics',
    sees: 'status',
  },

  // Who calls
  {
    title: 'an unknown token',
    as: 'unknown',
    path: '/api/v1/nodes',
    sees: 'status',
  },
  {
    title: 'an unknown token, even of a public path',
    as: 'unknown',
    path: '/version',
    sees: 'status',
  },
  { title: 'no token', as: 'anonymous', path: '/api/v1/nodes', sees: 'status' },
  {
    title: 'no token, discovery',
    as: 'anonymous',
    path: '/apis',
    sees: 'status',
  },

  // Discovery
  {
    title: 'core versions',
    path: '/api',
    sees: 'object',
    fields: ['versions'],
  },
  { title: 'groups', path: '/apis', sees: 'groups' },
  { title: 'groups, as anybody', as: 'nobody', path: '/apis', sees: 'groups' },
  {
    title: 'one group',
    path: '/apis/apps',
    sees: 'object',
    fields: ['name', 'versions', 'preferredVersion'],
  },
  {
    title: 'a custom group',
    path: `/apis/${group}`,
    sees: 'object',
    fields: ['name', 'versions', 'preferredVersion'],
  },
  { title: 'core resources', path: '/api/v1', sees: 'resources' },
  { title: 'resources of apps', path: '/apis/apps/v1', sees: 'resources' },
  {
    title: 'resources of storage',
    path: '/apis/storage.k8s.io/v1',
    sees: 'resources',
  },
  { title: 'custom resources', path: `/apis/${group}/v1`, sees: 'resources' },
  {
    title: 'an unknown group',
    path: '/apis/nothing.example.com',
    sees: 'text',
  },
  {
    title: 'an unknown version of a known group',
    path: '/apis/apps/v9',
    sees: 'text',
  },
  {
    title: 'an unknown version of a custom group',
    path: `/apis/${group}/v9`,
    sees: 'text',
  },
  {
    title: 'aggregated groups',
    path: '/apis',
    accept: discovery('v2'),
    sees: 'aggregated',
    minors: { from: 30 },
  },
  {
    title: 'aggregated core',
    path: '/api',
    accept: discovery('v2'),
    sees: 'aggregated',
    minors: { from: 30 },
  },
  {
    title: 'aggregated groups where there are none',
    path: '/apis',
    accept: discovery('v2'),
    sees: 'groups',
    minors: { before: 26 },
  },

  // Resources that are not there
  {
    title: 'a list of an unknown resource',
    path: '/api/v1/gizmos',
    sees: 'text',
  },
  {
    title: 'a list of an unknown resource of a custom group',
    path: `/apis/${group}/v1/gizmos`,
    sees: 'text',
  },
  {
    title: 'a list in an unknown group',
    path: '/apis/nothing.example.com/v1/gizmos',
    sees: 'text',
  },
  {
    title: 'a list in an unknown group, without the right',
    as: 'reader',
    path: '/apis/nothing.example.com/v1/gizmos',
    sees: 'status',
  },
  {
    title: 'a resource that this version does not serve any more',
    path: '/apis/policy/v1beta1/podsecuritypolicies',
    sees: 'text',
    minors: { from: 25 },
  },
  {
    title: 'pod security policies',
    path: '/apis/policy/v1beta1/podsecuritypolicies',
    sees: 'list',
    minors: { before: 25 },
  },

  // Reading one
  {
    title: 'a config map',
    path: `${maps}/cm-1`,
    sees: 'object',
    fields: ['data', 'metadata.labels.app'],
  },
  {
    title: 'a config map that is not there',
    path: `${maps}/nothing`,
    sees: 'status',
  },
  {
    title: 'a custom object',
    path: `${widgets}/w-1`,
    sees: 'object',
    fields: ['spec'],
  },
  {
    title: 'a custom object in another version',
    path: `/apis/${group}/v1beta1/namespaces/${namespace}/widgets/w-1`,
    sees: 'object',
    fields: ['spec'],
  },
  {
    title: 'a custom object that is not there',
    path: `${widgets}/nothing`,
    sees: 'status',
  },
  {
    title: 'an object of a namespace that is not there',
    path: '/api/v1/namespaces/nowhere/configmaps/x',
    sees: 'status',
  },
  {
    title: 'its metadata alone',
    path: `${maps}/cm-1`,
    accept: as('PartialObjectMetadata'),
    sees: 'object',
  },
  {
    title: 'a form that nobody serves',
    path: `${maps}/cm-1`,
    accept: 'application/xml',
    sees: 'status',
  },

  // Lists and pages
  {
    title: 'config maps of a namespace',
    path: select('world=conformance'),
    sees: 'list',
  },
  { title: 'an empty list', path: select('world=other'), sees: 'list' },
  {
    title: 'a list in a namespace that is not there',
    path: '/api/v1/namespaces/nowhere/configmaps',
    sees: 'list',
  },
  { title: 'the first page', path: `${pods}?limit=2`, sees: 'list' },
  {
    title: 'the second page',
    path: `${pods}?limit=2&continue={continue}`,
    sees: 'list',
  },
  {
    title: 'the first page of custom objects',
    path: `${widgets}?limit=2`,
    sees: 'list',
  },
  {
    title: 'the second page of custom objects',
    path: `${widgets}?limit=2&continue={continue}`,
    sees: 'list',
  },
  {
    title: 'the last page of custom objects',
    path: `${widgets}?limit=2&continue={continue}`,
    sees: 'list',
  },
  {
    title: 'a page with a selector',
    path: `${maps}?limit=3&${world}`,
    sees: 'list',
  },
  {
    title: 'the next page with a selector',
    path: `${maps}?limit=3&${world}&continue={continue}`,
    sees: 'list',
  },
  { title: 'a page of exactly all', path: `${widgets}?limit=5`, sees: 'list' },
  {
    title: 'a page over all namespaces',
    path: `/apis/${group}/v1/widgets?limit=4`,
    sees: 'list',
  },
  {
    title: 'a token that is none',
    path: `${maps}?limit=2&continue=nonsense`,
    sees: 'status',
  },
  { title: 'a limit that is none', path: `${maps}?limit=some`, sees: 'status' },
  {
    title: 'from the cache, with a limit',
    path: `${widgets}?limit=2&resourceVersion=0`,
    sees: 'set',
  },
  {
    title: 'metadata alone',
    path: nodes,
    accept: as('PartialObjectMetadataList'),
    sees: 'list',
  },
  {
    title: 'metadata alone, of custom objects, in pages',
    path: `${widgets}?limit=2`,
    accept: as('PartialObjectMetadataList'),
    sees: 'list',
  },
  {
    title: 'a table',
    path: select('world=conformance'),
    accept: as('Table'),
    sees: 'table',
  },
  {
    title: 'a table of custom objects',
    path: widgets,
    accept: as('Table'),
    sees: 'table',
  },
  {
    title: 'a table of nodes',
    path: nodes,
    accept: as('Table'),
    sees: 'table',
  },
  {
    title: 'a table of namespaces',
    path: field('/api/v1/namespaces', `metadata.name=${namespace}`),
    accept: as('Table'),
    sees: 'table',
  },
  ...['deployments', 'daemonsets', 'statefulsets'].map(
    (resource): Call => ({
      title: `a table of ${resource}`,
      path: `/apis/apps/v1/namespaces/${namespace}/${resource}`,
      accept: as('Table'),
      sees: 'table',
    }),
  ),
  {
    title: 'a table of storage classes',
    path: '/apis/storage.k8s.io/v1/storageclasses',
    accept: as('Table'),
    sees: 'table',
  },
  {
    title: 'a table without objects',
    path: `${widgets}?includeObject=None`,
    accept: as('Table'),
    sees: 'table',
  },
  {
    title: 'a table with whole objects',
    path: `${widgets}?includeObject=Object`,
    accept: as('Table'),
    sees: 'table',
  },

  // Selectors
  ...[
    'app=a',
    'app==a',
    'app!=a',
    'app in (a,b)',
    'app notin (a, b)',
    'tier',
    '!tier',
    'app in (a,b),tier=back',
    'app=c,!tier',
  ].map(
    (labels): Call => ({
      title: `labels ${labels}`,
      path: select(`world=conformance,${labels}`),
      sees: 'list',
    }),
  ),
  {
    title: 'labels that cannot be parsed',
    path: select('app in a'),
    sees: 'code',
  },
  {
    title: 'the field metadata.name',
    path: field(maps, 'metadata.name=cm-2'),
    sees: 'list',
  },
  {
    title: 'the field metadata.namespace',
    path: field('/api/v1/pods', `metadata.namespace=${namespace}`),
    sees: 'list',
  },
  {
    title: 'the field spec.nodeName',
    path: field('/api/v1/pods', 'spec.nodeName=conf-1'),
    sees: 'list',
  },
  {
    title: 'the field status.phase',
    path: field(pods, 'status.phase=Pending'),
    sees: 'list',
  },
  {
    title: 'the field status.phase, negated',
    path: field(pods, 'status.phase!=Pending'),
    sees: 'list',
  },
  {
    title: 'the field spec.unschedulable',
    path: `${nodes}&fieldSelector=spec.unschedulable%3Dtrue`,
    sees: 'list',
  },
  {
    title: 'the field spec.hostNetwork, before it could be selected by',
    path: field(pods, 'spec.hostNetwork=true'),
    sees: 'status',
    minors: { before: 28 },
  },
  {
    title: 'the field spec.hostNetwork',
    path: field(pods, 'spec.hostNetwork=false'),
    sees: 'list',
    minors: { from: 28 },
  },
  {
    title: 'a field of a pod that cannot be selected by',
    path: field(pods, 'spec.priority=1'),
    sees: 'status',
  },
  {
    title: 'a field of a node that cannot be selected by',
    path: field('/api/v1/nodes', 'status.phase=x'),
    sees: 'status',
  },
  {
    title: 'a field of a custom object that cannot be selected by',
    path: field(widgets, 'spec.size=large'),
    sees: 'status',
  },
  {
    title: 'a field of a config map that cannot be selected by',
    path: field(maps, 'data.key=cm-1'),
    sees: 'status',
  },
  {
    title: 'the name of a custom object',
    path: field(widgets, 'metadata.name=w-2'),
    sees: 'list',
  },

  // Rights
  { title: 'nodes, with the right', as: 'reader', path: nodes, sees: 'list' },
  {
    title: 'pods of all namespaces, with the right in one',
    as: 'reader',
    path: '/api/v1/pods',
    sees: 'status',
  },
  {
    title: 'pods of the namespace, with the right in it',
    as: 'reader',
    path: pods,
    sees: 'list',
  },
  {
    title: 'the one config map of the right',
    as: 'reader',
    path: `${maps}/cm-1`,
    sees: 'object',
  },
  {
    title: 'another config map',
    as: 'reader',
    path: `${maps}/cm-2`,
    sees: 'status',
  },
  {
    title: 'config maps, with the right to one',
    as: 'reader',
    path: maps,
    sees: 'status',
  },
  {
    title: 'nodes, without the right',
    as: 'nobody',
    path: '/api/v1/nodes',
    sees: 'status',
  },
  {
    title: 'a node, without the right',
    as: 'nobody',
    path: '/api/v1/nodes/conf-1',
    sees: 'status',
  },
  {
    title: 'custom objects, without the right',
    as: 'nobody',
    path: widgets,
    sees: 'status',
  },
  {
    title: 'storage classes, without the right',
    as: 'reader',
    path: '/apis/storage.k8s.io/v1/storageclasses',
    sees: 'status',
  },
  {
    title: 'a log, without the right',
    as: 'reader',
    path: `${pods}/pod-1/log`,
    sees: 'status',
  },
  {
    title: 'creating, without the right',
    as: 'reader',
    method: 'POST',
    path: maps,
    body: { metadata: { name: 'x' } },
    sees: 'status',
  },
  {
    title: 'deleting, without the right',
    as: 'reader',
    method: 'DELETE',
    path: `${maps}/cm-1`,
    sees: 'status',
  },
  {
    title: 'watching, without the right',
    as: 'reader',
    path: '/api/v1/nodes?watch=true',
    sees: 'status',
  },

  // Reviews
  {
    title: 'may the reader list nodes',
    as: 'reader',
    method: 'POST',
    path: reviews,
    body: review({ verb: 'list', resource: 'nodes' }),
    sees: 'object',
    fields: allowed,
  },
  {
    title: 'may the reader list pods everywhere',
    as: 'reader',
    method: 'POST',
    path: reviews,
    body: review({ verb: 'list', resource: 'pods' }),
    sees: 'object',
    fields: allowed,
  },
  {
    title: 'may the reader list pods in the namespace',
    as: 'reader',
    method: 'POST',
    path: reviews,
    body: review({ verb: 'list', resource: 'pods', namespace }),
    sees: 'object',
    fields: allowed,
  },
  {
    title: 'may the reader get cm-1',
    as: 'reader',
    method: 'POST',
    path: reviews,
    body: review({
      verb: 'get',
      resource: 'configmaps',
      namespace,
      name: 'cm-1',
    }),
    sees: 'object',
    fields: allowed,
  },
  {
    title: 'may the reader get any config map',
    as: 'reader',
    method: 'POST',
    path: reviews,
    body: review({ verb: 'get', resource: 'configmaps', namespace }),
    sees: 'object',
    fields: allowed,
  },
  {
    title: 'may the reader do everything',
    as: 'reader',
    method: 'POST',
    path: reviews,
    body: review({ verb: '*', group: '*', resource: '*' }),
    sees: 'object',
    fields: allowed,
  },
  {
    title: 'may the administrator do everything',
    method: 'POST',
    path: reviews,
    body: review({ verb: '*', group: '*', resource: '*' }),
    sees: 'object',
    fields: allowed,
  },
  {
    title: 'may nobody see the version',
    as: 'nobody',
    method: 'POST',
    path: reviews,
    body: {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      spec: { nonResourceAttributes: { path: '/version', verb: 'get' } },
    },
    sees: 'object',
    fields: allowed,
  },
  {
    title: 'may nobody see metrics',
    as: 'nobody',
    method: 'POST',
    path: reviews,
    body: {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      spec: { nonResourceAttributes: { path: '/metrics', verb: 'get' } },
    },
    sees: 'object',
    fields: allowed,
  },
  {
    title: 'a review that asks nothing',
    method: 'POST',
    path: reviews,
    body: {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      spec: {},
    },
    sees: 'status',
  },
  {
    title: 'a review without a token',
    as: 'anonymous',
    method: 'POST',
    path: reviews,
    body: review({ verb: 'list', resource: 'nodes' }),
    sees: 'status',
  },
  {
    title: 'who is the reader',
    as: 'reader',
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    body: { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1' },
    sees: 'object',
    fields: ['status.userInfo.username'],
    minors: { from: 28 },
  },
  {
    title: 'who is the reader, before there was an answer',
    as: 'reader',
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    body: { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1' },
    sees: 'status',
    minors: { before: 28 },
  },
  {
    title: 'who is the administrator, before there was an answer',
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    body: { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1' },
    sees: 'status',
    minors: { before: 28 },
  },

  // Writing
  {
    title: 'creating',
    method: 'POST',
    path: maps,
    body: { metadata: { name: 'new-1' }, data: { a: '1' } },
    sees: 'object',
    fields: ['data'],
  },
  {
    title: 'creating again',
    method: 'POST',
    path: maps,
    body: { metadata: { name: 'new-1' } },
    sees: 'status',
  },
  {
    title: 'creating for another namespace',
    method: 'POST',
    path: maps,
    body: { metadata: { name: 'x', namespace: 'default' } },
    sees: 'status',
  },
  {
    title: 'creating without a name',
    method: 'POST',
    path: maps,
    body: { data: {} },
    sees: 'status',
  },
  {
    title: 'creating in a namespace that is not there',
    method: 'POST',
    path: '/api/v1/namespaces/nowhere/configmaps',
    body: { metadata: { name: 'x' } },
    sees: 'status',
  },
  {
    title: 'creating on trial',
    method: 'POST',
    path: `${maps}?dryRun=All`,
    body: { metadata: { name: 'trial' }, data: { a: '1' } },
    sees: 'object',
    fields: ['data'],
  },
  { title: 'what was created on trial', path: `${maps}/trial`, sees: 'status' },
  {
    title: 'a trial of another kind',
    method: 'POST',
    path: `${maps}?dryRun=Some`,
    body: { metadata: { name: 'trial' } },
    sees: 'status',
  },
  {
    title: 'creating a custom object',
    method: 'POST',
    path: widgets,
    body: {
      apiVersion: `${group}/v1`,
      kind: 'Widget',
      metadata: { name: 'new-w' },
      spec: { size: 'small' },
      status: { ready: true },
    },
    sees: 'object',
    fields: ['spec', 'status', 'metadata.generation'],
  },
  {
    title: 'creating a custom object again',
    method: 'POST',
    path: widgets,
    body: {
      apiVersion: `${group}/v1`,
      kind: 'Widget',
      metadata: { name: 'new-w' },
    },
    sees: 'status',
  },
  {
    title: 'patching its status',
    method: 'PATCH',
    path: `${widgets}/new-w/status`,
    contentType: 'application/merge-patch+json',
    body: { status: { ready: true } },
    sees: 'object',
    fields: ['spec', 'status', 'metadata.generation'],
  },
  {
    title: 'patching it',
    method: 'PATCH',
    path: `${widgets}/new-w`,
    contentType: 'application/merge-patch+json',
    body: { spec: { size: 'huge', colour: 'red' }, status: { ready: false } },
    sees: 'object',
    fields: ['spec', 'status', 'metadata.generation'],
  },
  {
    title: 'patching what is not there',
    method: 'PATCH',
    path: `${widgets}/nothing`,
    contentType: 'application/merge-patch+json',
    body: {},
    sees: 'status',
  },
  {
    title: 'patching a label',
    method: 'PATCH',
    path: `${maps}/new-1`,
    contentType: 'application/merge-patch+json',
    body: {
      metadata: { labels: { colour: 'red' } },
      data: { a: null, b: '2' },
    },
    sees: 'object',
    fields: ['data', 'metadata.labels'],
  },
  {
    title: 'replacing',
    method: 'PUT',
    path: `${maps}/new-1`,
    body: { metadata: { name: 'new-1' }, data: { c: '3' } },
    sees: 'object',
    fields: ['data', 'metadata.labels'],
  },
  {
    title: 'replacing under another name',
    method: 'PUT',
    path: `${maps}/new-1`,
    body: { metadata: { name: 'other' } },
    sees: 'status',
  },
  {
    title: 'replacing an older one',
    method: 'PUT',
    path: `${maps}/new-1`,
    body: { metadata: { name: 'new-1', resourceVersion: '1' } },
    sees: 'status',
  },
  {
    title: 'deleting on trial',
    method: 'DELETE',
    path: `${maps}/new-1?dryRun=All`,
    sees: 'object',
    fields: ['status', 'details.name', 'details.kind'],
  },
  {
    title: 'deleting',
    method: 'DELETE',
    path: `${maps}/new-1`,
    sees: 'object',
    fields: ['status', 'details.name', 'details.kind'],
  },
  {
    title: 'deleting again',
    method: 'DELETE',
    path: `${maps}/new-1`,
    sees: 'status',
  },
  {
    title: 'deleting a custom object',
    method: 'DELETE',
    path: `${widgets}/new-w`,
    sees: 'object',
    fields: ['status', 'details.name', 'details.kind', 'details.group'],
  },
  {
    title: 'a body that is no JSON',
    method: 'POST',
    path: maps,
    body: undefined,
    sees: 'code',
  },
  {
    title: 'a method that a collection does not have',
    method: 'PUT',
    path: maps,
    body: {},
    sees: 'status',
  },
];

/** The names of the two service accounts, as reviews and refusals speak of them. */
export const callers = { reader: readerAccount, nobody: nobodyAccount };
