import type {
  Misconfiguration,
  SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';

/** Whether a source has no connection of a cluster, but a reason why. */
export function isMisconfigured(
  connection: SourcedCluster['connection'],
): connection is { misconfigured: Misconfiguration } {
  return 'misconfigured' in connection;
}
