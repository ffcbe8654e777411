import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_RUNAI_CLUSTER,
  type Environment,
} from '@runai-portal/backstage-plugin-runai-common';

/** @public What a rule may look at when it decides about one cluster. */
export interface RunaiClusterResource {
  name: string;
  labels: Record<string, string>;
  environment: Environment;
  /** Entity reference, as the settings write it. */
  owner?: string;
}

/**
 * One condition on clusters, as the database is asked: the field has one of the values. A label without `values` only has to be
 * there. Owners are in lower case.
 *
 * @public
 */
export type RunaiClusterCondition =
  | { field: 'name' | 'environment' | 'owner'; values: string[] }
  | { field: 'label'; key: string; values?: string[] };

/** @public */
export const runaiClusterPermissionResourceRef = createPermissionResourceRef<
  RunaiClusterResource,
  RunaiClusterCondition
>().with({ pluginId: 'runai', resourceType: RESOURCE_TYPE_RUNAI_CLUSTER });
