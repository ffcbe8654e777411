import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import { runaiApiRef } from './api';
import { GpuIcon } from './components/GpuIcon';
import { clusterRouteRef, rootRouteRef } from './routes';

const runaiApi = ApiBlueprint.make({
  params: define =>
    define({
      api: runaiApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new RunaiClient(options),
    }),
});

const runaiPage = PageBlueprint.make({
  params: {
    path: '/runai',
    title: 'GPU clusters',
    icon: <GpuIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
    // The pages bring a head of their own, with the cluster's name, its tabs and its actions.
    noHeader: true,
    loader: () =>
      import('./components/RunaiRouter').then(({ RunaiRouter }) => (
        <RunaiRouter />
      )),
  },
});

/** @alpha The plugin for portals of the new frontend system. */
export default createFrontendPlugin({
  pluginId: 'runai',
  title: 'GPU clusters',
  icon: <GpuIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, cluster: clusterRouteRef },
  extensions: [runaiApi, runaiPage],
});
