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
import { clusterPage } from './extensions/clusterPage';
import { clusterTabs } from './extensions/clusterTabs';
import { clusterTabsApi } from './extensions/clusterTabsApi';
import { clusterNameField } from './extensions/clusterNameField';
import { connectionField } from './extensions/connectionField';
import { entityExtensions } from './extensions/entityExtensions';
import { fleetWidget } from './extensions/fleetWidget';
import { searchExtensions } from './extensions/searchExtensions';
import {
  checkRouteRef,
  checksRouteRef,
  clusterRouteRef,
  rootRouteRef,
} from './routes';
import { runaiTranslationRef } from './translation';

const runaiApi = ApiBlueprint.make({
  params: define =>
    define({
      api: runaiApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new RunaiClient(options),
    }),
});

const fleetPage = PageBlueprint.makeWithOverrides({
  factory: (originalFactory, { config }) =>
    originalFactory({
      path: '/runai',
      // A translated title would be shown even where another one is configured.
      title: config.title ?? runaiTranslationRef('fleet.title'),
      icon: <GpuIcon fontSize="inherit" />,
      routeRef: rootRouteRef,
      // The page has a head of its own, with how old its values are.
      noHeader: true,
      loader: () =>
        import('./components/RunaiRouter').then(({ RunaiRouter }) => (
          <RunaiRouter />
        )),
    }),
});

/** @public The plugin for portals of the new frontend system. */
export default createFrontendPlugin({
  pluginId: 'runai',
  title: 'GPU clusters',
  icon: <GpuIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    checks: checksRouteRef,
    check: checkRouteRef,
    cluster: clusterRouteRef,
  },
  extensions: [
    runaiApi,
    fleetPage,
    clusterPage,
    clusterTabsApi,
    ...clusterTabs,
    ...entityExtensions,
    ...searchExtensions,
    fleetWidget,
    clusterNameField,
    connectionField,
  ],
});
