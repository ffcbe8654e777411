import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { RunaiClusterCondition } from '@runai-portal/backstage-plugin-runai-node';
import type { Knex } from 'knex';

/** What a caller may see: everything, nothing, or what fulfils the conditions of a policy. */
export type ClusterScope =
  | 'all'
  | 'none'
  | PermissionCriteria<RunaiClusterCondition>;

/** Narrows a query over `clusters` to what a caller may see, so that neither rows nor counts tell of the rest. */
export function withinScope(query: Knex.QueryBuilder, scope: ClusterScope) {
  if (scope === 'all') {
    return;
  }
  if (scope === 'none') {
    query.whereRaw('1 = 0');
    return;
  }
  query.where(group => addCriteria(group, scope));
}

function addCriteria(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<RunaiClusterCondition>,
) {
  if ('anyOf' in criteria) {
    for (const part of criteria.anyOf) {
      query.orWhere(group => addCriteria(group, part));
    }
  } else if ('allOf' in criteria) {
    for (const part of criteria.allOf) {
      query.andWhere(group => addCriteria(group, part));
    }
  } else if ('not' in criteria) {
    query.whereNot(group => addCriteria(group, criteria.not));
  } else {
    addCondition(query, criteria);
  }
}

function addCondition(
  query: Knex.QueryBuilder,
  condition: RunaiClusterCondition,
) {
  switch (condition.field) {
    case 'name':
      query.whereIn('clusters.name', condition.values);
      break;
    case 'environment':
      query.whereIn('environment', condition.values);
      break;
    case 'owner':
      // A cluster without owner must fulfil "not owned by": NOT (NULL IN ...) would not be true.
      query.where(owned =>
        owned.whereNotNull('owner').whereIn('owner', condition.values),
      );
      break;
    default:
      query.whereIn('clusters.name', labelled => {
        labelled
          .select('cluster')
          .from('cluster_labels')
          .where('key', condition.key);
        if (condition.values) {
          labelled.whereIn('value', condition.values);
        }
      });
  }
}
