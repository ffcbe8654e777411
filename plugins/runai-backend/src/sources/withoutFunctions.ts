import type { ClusterConnection } from '@runai-portal/kube';

/** What can be compared of a connection: its credentials are given by functions, which are others each time a source is asked. */
export function withoutFunctions(
  connection: ClusterConnection,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(connection).filter(
      ([, value]) => value !== undefined && typeof value !== 'function',
    ),
  );
}
