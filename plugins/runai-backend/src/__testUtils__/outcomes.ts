import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import { isUnusable } from '../sources/isUnusable';

/** What a source has of its clusters: by name the server, or the reason why there is no connection. */
export function outcomes(
  clusters: readonly SourcedCluster[],
): Record<string, string> {
  return Object.fromEntries(
    clusters.map(({ sourceName, connection }) => [
      sourceName,
      isUnusable(connection) ? connection.unusable.reason : connection.server,
    ]),
  );
}

/** The sentence that says why a cluster cannot be used. */
export function whyNot(
  clusters: readonly SourcedCluster[],
  sourceName: string,
): string | undefined {
  const found = clusters.find(one => one.sourceName === sourceName);
  return found && isUnusable(found.connection)
    ? found.connection.unusable.message
    : undefined;
}
