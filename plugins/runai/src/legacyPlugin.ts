import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import { runaiApiRef } from './api';
import {
  checkRouteRef,
  checksRouteRef,
  clusterRouteRef,
  rootRouteRef,
} from './routes';

/** @public The plugin for portals of the old frontend system. */
export const runaiPlugin = createPlugin({
  id: 'runai',
  apis: [
    createApiFactory({
      api: runaiApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new RunaiClient(options),
    }),
  ],
  routes: {
    root: rootRouteRef,
    checks: checksRouteRef,
    check: checkRouteRef,
    cluster: clusterRouteRef,
  },
});

/** @public The fleet, to be mounted at a path such as `/runai`. */
export const RunaiPage = runaiPlugin.provide(
  createRoutableExtension({
    name: 'RunaiPage',
    component: () =>
      import('./components/RunaiRouter').then(module => module.RunaiRouter),
    mountPoint: rootRouteRef,
  }),
);

/** @public The page of one cluster, to be mounted at a path such as `/runai/clusters/:name`. */
export const RunaiClusterPage = runaiPlugin.provide(
  createRoutableExtension({
    name: 'RunaiClusterPage',
    component: () =>
      import('./components/ClusterPage').then(module => module.ClusterRouter),
    mountPoint: clusterRouteRef,
  }),
);
