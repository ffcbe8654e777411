import {
  ApiBlueprint,
  coreExtensionData,
  createApiRef,
  createExtensionInput,
} from '@backstage/frontend-plugin-api';
import type { ClusterTab } from '../components/ClusterPage/ClusterTab';
import { ClusterTabBlueprint } from './ClusterTabBlueprint';

/** The tabs of a cluster's page, for whatever shows that page. */
export interface ClusterTabsApi {
  tabs: readonly ClusterTab[];
}

export const clusterTabsApiRef = createApiRef<ClusterTabsApi>().with({
  id: 'plugin.runai.cluster-tabs',
  pluginId: 'runai',
});

/**
 * Takes the tabs that are extensions, on its input `tabs`.
 *
 * @remarks An extension is attached to one other alone, and the cluster's page is shown by two: its own and that of an entity.
 */
export const clusterTabsApi = ApiBlueprint.makeWithOverrides({
  name: 'cluster-tabs',
  inputs: {
    tabs: createExtensionInput([
      coreExtensionData.reactElement,
      coreExtensionData.routePath,
      ClusterTabBlueprint.dataRefs.title,
      ClusterTabBlueprint.dataRefs.badge.optional(),
    ]),
  },
  factory: (originalFactory, { inputs }) => {
    const tabs = inputs.tabs.map(tab => ({
      path: tab.get(coreExtensionData.routePath),
      title: tab.get(ClusterTabBlueprint.dataRefs.title),
      badge: tab.get(ClusterTabBlueprint.dataRefs.badge),
      element: tab.get(coreExtensionData.reactElement),
    }));
    return originalFactory(define =>
      define({
        api: clusterTabsApiRef,
        deps: {},
        factory: () => ({ tabs }),
      }),
    );
  },
});
