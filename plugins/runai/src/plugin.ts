import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import { runaiApiRef } from './api';
import { clusterRouteRef, rootRouteRef } from './routes';

/** @public The plugin for portals of the old frontend system; for the new one see `./alpha`. */
export const runaiPlugin = createPlugin({
  id: 'runai',
  apis: [
    createApiFactory({
      api: runaiApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new RunaiClient(options),
    }),
  ],
  routes: { root: rootRouteRef, cluster: clusterRouteRef },
});

/** @public All pages of the plugin, to be mounted at one route, e.g. `/runai`. */
export const RunaiPage = runaiPlugin.provide(
  createRoutableExtension({
    name: 'RunaiPage',
    component: () =>
      import('./components/RunaiRouter').then(module => module.RunaiRouter),
    mountPoint: rootRouteRef,
  }),
);
