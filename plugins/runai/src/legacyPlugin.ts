import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import { runaiApiRef } from './api';
import { clusterNameFieldOptions } from './components/ClusterNameField';
import { connectionFieldOptions } from './components/ConnectionField';
import { FLEET_WIDGET } from './components/FleetWidget/fleetWidgetCard';
import { isRunaiResult } from './logic/isRunaiResult';
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

/** @public A card of an entity that stands for a cluster: how that cluster is. */
export const EntityRunaiClusterCard = runaiPlugin.provide(
  createComponentExtension({
    name: 'EntityRunaiClusterCard',
    component: {
      lazy: () =>
        import('./components/EntityClusterCard').then(
          module => module.EntityClusterCard,
        ),
    },
  }),
);

/** @public A card of an entity that depends on clusters: a line for each of them. */
export const EntityRunaiDependenciesCard = runaiPlugin.provide(
  createComponentExtension({
    name: 'EntityRunaiDependenciesCard',
    component: {
      lazy: () =>
        import('./components/EntityDependenciesCard').then(
          module => module.EntityDependenciesCard,
        ),
    },
  }),
);

/** @public The cluster's page within the page of the entity that stands for it, to be put into an `EntityLayout.Route`. */
export const EntityRunaiClusterContent = runaiPlugin.provide(
  createComponentExtension({
    name: 'EntityRunaiClusterContent',
    component: {
      lazy: () =>
        import('./components/EntityClusterContent').then(
          module => module.EntityClusterContent,
        ),
    },
  }),
);

/** @public The fleet on the portal's home page. */
export const HomePageRunaiFleet = runaiPlugin.provide(
  createCardExtension(FLEET_WIDGET),
);

/** @public Clusters and checks in the results of the portal's search. */
export const RunaiSearchResultListItem = runaiPlugin.provide(
  createSearchResultListItemExtension({
    name: 'RunaiSearchResultListItem',
    predicate: isRunaiResult,
    component: () =>
      import('./components/SearchResultItem').then(
        module => module.RunaiSearchResultListItem,
      ),
  }),
);

/** @public The field `RunaiClusterName` of the scaffolder's forms, to be put into `ScaffolderFieldExtensions`. */
export const RunaiClusterNameFieldExtension = runaiPlugin.provide(
  createScaffolderFieldExtension(clusterNameFieldOptions),
);

/** @public The field `RunaiConnection` of the scaffolder's forms, to be put into `ScaffolderFieldExtensions`. */
export const RunaiConnectionFieldExtension = runaiPlugin.provide(
  createScaffolderFieldExtension(connectionFieldOptions),
);
