import { isDeepStrictEqual } from 'node:util';
import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import type { ClusterConnection } from '@runai-portal/kube';
import { isUnusable } from './isUnusable';
import { withoutFunctions } from './withoutFunctions';

/** Whether nothing about a cluster is another, but for credentials, which are others each time that somebody asks. */
export function isSameCluster(
  { connection: before, ...one }: SourcedCluster,
  { connection: now, ...other }: SourcedCluster,
): boolean {
  return (
    isDeepStrictEqual(plain(before), plain(now)) &&
    isDeepStrictEqual(one, other)
  );
}

function plain(connection: SourcedCluster['connection']) {
  if (!isUnusable(connection)) {
    return withoutFunctions(connection);
  }
  const { lacksCredentials, ...unusable } = connection.unusable;
  return { ...unusable, lacksCredentials: comparable(lacksCredentials) };
}

function comparable(connection: ClusterConnection | undefined) {
  return connection && withoutFunctions(connection);
}
