import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** @public Where the plugin's pages are mounted; the fleet is at its root. */
export const rootRouteRef = createRouteRef({ id: 'runai' });

/** @public The page of one cluster. */
export const clusterRouteRef = createSubRouteRef({
  id: 'runai/cluster',
  parent: rootRouteRef,
  path: '/clusters/:name',
});
