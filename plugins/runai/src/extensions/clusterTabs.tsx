import { OWN_TABS } from '../components/ClusterPage/ownTabs';
import { ClusterTabBlueprint } from './ClusterTabBlueprint';

/** The plugin's own tabs of a cluster's page; one is configured as `runai-cluster-tab:runai/nodes`. */
export const clusterTabs = OWN_TABS.map(params =>
  ClusterTabBlueprint.make({ name: params.path, params }),
);
