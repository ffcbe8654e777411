import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** @public Where the fleet is mounted. */
export const rootRouteRef = createRouteRef({ id: 'runai' });

/** @public Where the catalogue of checks is, beneath the fleet. */
export const checksRouteRef = createSubRouteRef({
  id: 'runai/checks',
  parent: rootRouteRef,
  path: '/checks',
});

/** @public Where the page of one check is, beneath the fleet. */
export const checkRouteRef = createSubRouteRef({
  id: 'runai/check',
  parent: rootRouteRef,
  path: '/checks/:checkId',
});

/** @public Where the page of one cluster is mounted. */
export const clusterRouteRef = createRouteRef({
  id: 'runai/cluster',
  params: ['name'],
});
