import type {
  Unusable,
  SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';

/** Whether a source has no connection of a cluster, but a reason why. */
export function isUnusable(
  connection: SourcedCluster['connection'],
): connection is { unusable: Unusable } {
  return 'unusable' in connection;
}
