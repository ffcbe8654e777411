import type { Call } from '../types';
import { group } from '../world';

const discovery = (version: string) =>
  `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList,application/json`;

/** What is served, and what is said of what is not. */
export const discoveryCalls: Call[] = [
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
];
