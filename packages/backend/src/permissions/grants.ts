import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  runaiAuditReadPermission,
  runaiCheckRunPermission,
  runaiClusterLogsPermission,
  runaiClusterProxyPermission,
  runaiClusterReadPermission,
  runaiClusterRegisterPermission,
  type RESOURCE_TYPE_RUNAI_CLUSTER,
} from '@runai-portal/backstage-plugin-runai-common';
import { runaiClusterConditions } from '@runai-portal/backstage-plugin-runai-node';

/** Some of the clusters, by what their settings say, for somebody who is these entities (the person, and the groups it belongs to). */
export type Clusters = (
  owners: string[],
) => PermissionCriteria<
  PermissionCondition<typeof RESOURCE_TYPE_RUNAI_CLUSTER>
>;

/** What a person or a group may do. */
export interface Grant {
  /** Entity reference of a user or a group. */
  to: string;
  /** Permissions of the suite, by name, for all clusters. */
  permissions: readonly string[] | '*';
  /** Further permissions, for some clusters. */
  where?: readonly { clusters: Clusters; permissions: readonly string[] }[];
  /** What belongs to the portal's other plugins, the catalog's for one. */
  others: 'read' | '*';
}

const LOOK = [runaiClusterReadPermission.name];
const READ_THROUGH_THE_PROXY = [
  runaiClusterProxyPermission.name,
  runaiClusterLogsPermission.name,
];

/** The clusters that the person or one of their groups owns. */
const OWN: Clusters = owners => runaiClusterConditions.isOwnedBy({ owners });
const TRIAL: Clusters = () =>
  runaiClusterConditions.inEnvironment({ environments: ['trial'] });

/**
 * Who may do what. An example: the people of the demo have their rights by these groups; a company names its own.
 *
 * Whoever is in no line may sign in and sees the portal without anything in it.
 */
export const GRANTS: readonly Grant[] = [
  {
    // Engineers find out whether it is them or the cluster; logs may hold what is nobody else's business.
    to: 'group:default/it',
    permissions: [
      ...LOOK,
      runaiCheckRunPermission.name,
      runaiClusterProxyPermission.name,
    ],
    where: [
      { clusters: OWN, permissions: [runaiClusterLogsPermission.name] },
      { clusters: TRIAL, permissions: [runaiClusterLogsPermission.name] },
    ],
    others: 'read',
  },
  {
    // Researchers see the whole fleet, and look into the clusters of their own group.
    to: 'group:default/vision',
    permissions: LOOK,
    where: [{ clusters: OWN, permissions: READ_THROUGH_THE_PROXY }],
    others: 'read',
  },
  {
    to: 'group:default/ml-platform',
    permissions: [
      ...LOOK,
      ...READ_THROUGH_THE_PROXY,
      runaiCheckRunPermission.name,
      runaiAuditReadPermission.name,
      runaiClusterRegisterPermission.name,
    ],
    others: '*',
  },
];
