import { createPermission } from '@backstage/plugin-permission-common';

/** @public The resource type of all permissions about one cluster; the resource's reference is the cluster's name. */
export const RESOURCE_TYPE_RUNAI_CLUSTER = 'runai-cluster';

/** @public See a cluster: its row, its page, its results and history. A cluster that may not be read does not exist for the caller. */
export const runaiClusterReadPermission = createPermission({
  name: 'runai.cluster.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_RUNAI_CLUSTER,
});

/** @public Run the passive checks of a cluster now, and cancel such a run. Needs `runai.cluster.read` besides. */
export const runaiCheckRunPermission = createPermission({
  name: 'runai.check.run',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_RUNAI_CLUSTER,
});

/** @public Every permission of the plugin. */
export const runaiPermissions = [
  runaiClusterReadPermission,
  runaiCheckRunPermission,
];
