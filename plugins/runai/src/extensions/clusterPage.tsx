import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { clusterRouteRef } from '../routes';
import { clusterTabsApiRef } from './clusterTabsApi';

/** The page of one cluster. */
export const clusterPage = PageBlueprint.makeWithOverrides({
  name: 'cluster',
  factory: (originalFactory, { apis }) =>
    originalFactory({
      path: '/runai/clusters/:name',
      routeRef: clusterRouteRef,
      // The page has a head of its own: the cluster's name, its states, its actions.
      noHeader: true,
      loader: async () => {
        const { ClusterRouter } = await import('../components/ClusterPage');
        return <ClusterRouter tabs={apis.get(clusterTabsApiRef)?.tabs} />;
      },
    }),
});
