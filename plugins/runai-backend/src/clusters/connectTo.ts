import { ConflictError } from '@backstage/errors';
import { DeclaredElsewhereError } from './DeclaredElsewhereError';
import type { ClusterRegistry, ConnectedCluster } from './RegisteredCluster';

/**
 * The connection to a cluster that the database knows.
 *
 * @throws DeclaredElsewhereError where this replica does not declare it
 * @throws ConflictError with the sentence where what the portal was given for it cannot be used
 */
export function connectTo(
  registry: ClusterRegistry,
  name: string,
): ConnectedCluster {
  const state = registry.find(name)?.state;
  if (!state) {
    throw new DeclaredElsewhereError(name);
  }
  if (!state.ok) {
    throw new ConflictError(
      `'${name}' cannot be connected to: ${state.message}`,
    );
  }
  return state.connect();
}
