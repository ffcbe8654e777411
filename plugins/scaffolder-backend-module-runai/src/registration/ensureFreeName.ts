import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  KUBERNETES_ANNOTATIONS,
  type RunaiApi,
} from '@runai-portal/backstage-plugin-runai-common';

/**
 * Lets a cluster have a name that nothing else has: neither another entity of the catalog nor a cluster of another source. Of both
 * what whoever runs the task may read.
 *
 * @throws ConflictError
 */
export async function ensureFreeName(
  cluster: { name: string; server: string },
  options: {
    catalog: Pick<CatalogService, 'getEntityByRef'>;
    credentials: BackstageCredentials;
    runai: Pick<RunaiApi, 'clusters'>;
    signal: AbortSignal | undefined;
  },
): Promise<void> {
  const { name, server } = cluster;
  const { catalog, credentials, runai, signal } = options;
  const entity = await catalog.getEntityByRef(
    { kind: 'resource', namespace: 'default', name },
    { credentials },
  );
  if (entity) {
    const theirs =
      entity.metadata.annotations?.[KUBERNETES_ANNOTATIONS.apiServer];
    if (theirs?.replace(/\/+$/, '') !== server) {
      throw new ConflictError(
        `The catalog has an entity resource:default/${name} already, and it is not this cluster: choose another name, or change that entity`,
      );
    }
    return;
  }
  const { items } = await runai.clusters({
    filter: { name },
    limit: 1,
    signal,
  });
  if (items.length > 0) {
    throw new ConflictError(
      `The portal has a cluster ${name} already, from another source than the catalog: choose another name`,
    );
  }
}
