import type { Call } from '../types';
import { group, namespace } from '../world';

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

/** Objects, lists, pages and their forms. */
export const readingCalls: Call[] = [
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
];
