import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CLUSTER_ENTITY_TYPE,
  RUNAI_LOCATION_PREFIX,
} from '@runai-portal/backstage-plugin-runai-common';
import { raceSignal } from '@runai-portal/kube';

/** The catalog, and who asks it. */
export interface CatalogAccess {
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
}

const PAGE_SIZE = 500;

/**
 * The entities that stand for clusters, in the order of their references.
 *
 * @returns those that the portal made of its own clusters apart: they are no source
 * @throws what the catalog answers with, or the signal's reason
 */
export async function listClusterEntities(
  { catalog, auth }: CatalogAccess,
  signal: AbortSignal,
): Promise<{ entities: Entity[]; ours: Entity[] }> {
  const found: { ref: string; entity: Entity }[] = [];
  const credentials = await raceSignal(auth.getOwnServiceCredentials(), signal);
  const pages = catalog
    .streamEntities(
      {
        filter: { kind: 'Resource', 'spec.type': CLUSTER_ENTITY_TYPE },
        fields: ['kind', 'metadata', 'spec', 'relations'],
        pageSize: PAGE_SIZE,
      },
      { credentials },
    )
    [Symbol.asyncIterator]();
  for (;;) {
    const page = await raceSignal(pages.next(), signal);
    if (page.done) {
      break;
    }
    found.push(
      ...page.value.map(entity => ({
        ref: stringifyEntityRef(entity),
        entity,
      })),
    );
  }
  const entities = found
    .sort((one, other) => (one.ref < other.ref ? -1 : 1))
    .map(({ entity }) => entity);
  return {
    entities: entities.filter(entity => !isOurs(entity)),
    ours: entities.filter(isOurs),
  };
}

function isOurs({ metadata }: Entity): boolean {
  const location = metadata.annotations?.[ANNOTATION_LOCATION];
  return location?.startsWith(RUNAI_LOCATION_PREFIX) ?? false;
}
