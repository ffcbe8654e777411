import type { Call } from '../types';
import { group, namespace } from '../world';

const maps = `/api/v1/namespaces/${namespace}/configmaps`;
const pods = `/api/v1/namespaces/${namespace}/pods`;
const widgets = `/apis/${group}/v1/namespaces/${namespace}/widgets`;
const nodes = '/api/v1/nodes?labelSelector=world%3Dconformance';
const review = (resourceAttributes: object) => ({
  kind: 'SelfSubjectAccessReview',
  apiVersion: 'authorization.k8s.io/v1',
  spec: { resourceAttributes },
});
const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const allowed = ['status.allowed'];

/** What accounts may do, and what they are told of it. */
export const rightsCalls: Call[] = [
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
];
