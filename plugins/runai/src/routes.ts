import { createRouteRef } from '@backstage/core-plugin-api';

/** @public Where the fleet is mounted. */
export const rootRouteRef = createRouteRef({ id: 'runai' });

/** @public Where the page of one cluster is mounted. */
export const clusterRouteRef = createRouteRef({
  id: 'runai/cluster',
  params: ['name'],
});
