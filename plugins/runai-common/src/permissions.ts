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

/** @public Read a cluster through the portal's proxy, as `kubectl` and the page of its resources do. Needs `runai.cluster.read` besides. */
export const runaiClusterProxyPermission = createPermission({
  name: 'runai.cluster.proxy',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_RUNAI_CLUSTER,
});

/** @public Read the logs of a cluster's pods through the proxy. Needs `runai.cluster.read` besides. */
export const runaiClusterLogsPermission = createPermission({
  name: 'runai.cluster.logs',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_RUNAI_CLUSTER,
});

/** @public Read who did what with a cluster through the portal. Needs `runai.cluster.read` besides. */
export const runaiAuditReadPermission = createPermission({
  name: 'runai.audit.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_RUNAI_CLUSTER,
});

/**
 * @public Test a connection for a cluster that is to be registered, and read the account that it needs. About no cluster: it is not
 * there yet.
 */
export const runaiClusterRegisterPermission = createPermission({
  name: 'runai.cluster.register',
  attributes: { action: 'create' },
});

/** @public The permissions about one cluster. */
export const runaiClusterPermissions = [
  runaiClusterReadPermission,
  runaiCheckRunPermission,
  runaiClusterProxyPermission,
  runaiClusterLogsPermission,
  runaiAuditReadPermission,
];

/** @public Every permission of the plugin. */
export const runaiPermissions = [
  ...runaiClusterPermissions,
  runaiClusterRegisterPermission,
];
