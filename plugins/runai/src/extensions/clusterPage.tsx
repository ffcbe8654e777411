import {
  coreExtensionData,
  createExtensionInput,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { clusterRouteRef } from '../routes';
import { ClusterTabBlueprint } from './ClusterTabBlueprint';

/** The page of one cluster; its tabs are extensions on its input `tabs`. */
export const clusterPage = PageBlueprint.makeWithOverrides({
  name: 'cluster',
  inputs: {
    tabs: createExtensionInput([
      coreExtensionData.reactElement,
      coreExtensionData.routePath,
      ClusterTabBlueprint.dataRefs.title,
      ClusterTabBlueprint.dataRefs.badge.optional(),
    ]),
  },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: '/runai/clusters/:name',
      routeRef: clusterRouteRef,
      // The page has a head of its own: the cluster's name, its states, its actions.
      noHeader: true,
      loader: async () => {
        const { ClusterRouter } = await import('../components/ClusterPage');
        const tabs = inputs.tabs.map(tab => ({
          path: tab.get(coreExtensionData.routePath),
          title: tab.get(ClusterTabBlueprint.dataRefs.title),
          badge: tab.get(ClusterTabBlueprint.dataRefs.badge),
          element: tab.get(coreExtensionData.reactElement),
        }));
        return <ClusterRouter tabs={tabs} />;
      },
    }),
});
