import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import type {
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  CLUSTER_ENTITY_TYPE,
  runaiClusterReadPermission,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Grant } from './grants';

/** Whether somebody with these grants may see every cluster of the fleet. */
export function seesFleet(grants: readonly Grant[]): boolean {
  return grants.some(
    ({ permissions }) =>
      permissions === '*' ||
      permissions.includes(runaiClusterReadPermission.name),
  );
}

/**
 * Of the catalog: what is no cluster, and the clusters that the person or one of their groups owns.
 *
 * @remarks The catalog knows of no environment or label that a grant may go by: such a cluster has its page, and no entity.
 */
export function withoutOtherClusters(
  permission: ResourcePermission<'catalog-entity'>,
  owners: string[],
): PolicyDecision {
  return createCatalogConditionalDecision(permission, {
    anyOf: [
      {
        not: catalogConditions.hasSpec({
          key: 'type',
          value: CLUSTER_ENTITY_TYPE,
        }),
      },
      catalogConditions.isEntityOwner({ claims: owners }),
    ],
  });
}
