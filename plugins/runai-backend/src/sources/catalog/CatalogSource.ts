import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Entity } from '@backstage/catalog-model';
import { KUBERNETES_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';
import {
  AllowedUrls,
  authorityRefusal,
  nameToLookUp,
  PublicNames,
  serverAddress,
  type ClusterSource,
  type ClusterSourceOptions,
  type ServerAddress,
  type SourcedCluster,
  type Unusable,
} from '@runai-portal/backstage-plugin-runai-node';
import { connectionFromSettings, KubeconfigError } from '@runai-portal/kube';
import { z } from 'zod';
import { ConfigurationError } from '../../config/ConfigurationError';
import { listClusterEntities, type CatalogAccess } from './listClusterEntities';
import { readClusterEntity, type ClusterEntity } from './readClusterEntity';

const configSchema = z.strictObject({
  type: z.literal('catalog'),
  allowUrls: z.array(z.string()).default([]),
});

const { apiServer: API_SERVER, authority: AUTHORITY } = KUBERNETES_ANNOTATIONS;

/** Reading a certificate takes a fifth of a millisecond, and the portal answers others meanwhile. */
const ENTITIES_AT_ONCE = 100;

/** What a cluster was made from. */
interface KnownEntity {
  ref: string;
  entity: Pick<Entity, 'metadata' | 'spec' | 'relations'>;
  address: ServerAddress;
  sourced: SourcedCluster;
}

/**
 * The entities of the catalog that stand for Kubernetes clusters.
 *
 * @remarks Whoever writes an entity is another than who runs the portal: addresses are checked, credentials come from
 * `runai.clusters` alone, and what is wrong with one entity is a row that names its annotation.
 */
export class CatalogSource implements ClusterSource {
  readonly type = 'catalog';
  readonly asksOthers = true;
  readonly #access: CatalogAccess;
  readonly #allowed: AllowedUrls;
  readonly #names: PublicNames;
  #known: ReadonlyMap<string, KnownEntity> = new Map();

  private constructor(
    access: CatalogAccess,
    allowed: AllowedUrls,
    names: PublicNames,
  ) {
    this.#access = access;
    this.#allowed = allowed;
    this.#names = names;
  }

  /** @throws ConfigurationError with one sentence that names the key */
  static fromConfig(
    { config }: Pick<ClusterSourceOptions, 'config'>,
    access: CatalogAccess,
    test: { names?: PublicNames } = {},
  ): CatalogSource {
    const parsed = configSchema.safeParse(config);
    if (!parsed.success) {
      throw ConfigurationError.fromZod(
        'runai.sources (type catalog)',
        parsed.error,
      );
    }
    return new CatalogSource(
      access,
      AllowedUrls.parse(
        parsed.data.allowUrls,
        'runai.sources (type catalog).allowUrls',
      ),
      test.names ?? PublicNames.create(),
    );
  }

  async list({
    signal = new AbortController().signal,
  }: {
    signal?: AbortSignal;
  }): Promise<SourcedCluster[]> {
    const { entities } = await listClusterEntities(this.#access, signal);
    await this.#names.learn(
      entities.flatMap(
        entity =>
          nameToLookUp(
            entity.metadata.annotations?.[API_SERVER],
            this.#allowed,
          ) ?? [],
      ),
      signal,
    );
    const known = new Map<string, KnownEntity>();
    for (const [at, entity] of entities.entries()) {
      if (at % ENTITIES_AT_ONCE === 0) {
        await turn();
      }
      const one = this.#cluster(entity);
      known.set(one.ref, one);
    }
    this.#known = known;
    return [...known.values()].map(({ sourced }) => sourced);
  }

  /** What was made of an entity stays while the entity stays: certificates are read once. */
  #cluster({ metadata, spec, relations, ...rest }: Entity): KnownEntity {
    const entity = { metadata, spec, relations };
    const read = readClusterEntity({ ...rest, ...entity });
    const address = serverAddress(read.annotations[API_SERVER], {
      allowed: this.#allowed,
      names: this.#names,
    });
    const before = this.#known.get(read.ref);
    return before &&
      isDeepStrictEqual(before.entity, entity) &&
      isDeepStrictEqual(before.address, address)
      ? before
      : {
          ref: read.ref,
          entity,
          address,
          sourced: sourcedCluster(read, address),
        };
  }
}

function sourcedCluster(
  entity: ClusterEntity,
  address: ServerAddress,
): SourcedCluster {
  const { sourceName, title, name, ref, settings, labels } = entity;
  return {
    sourceName,
    title,
    name,
    entityRef: ref,
    settings,
    labels,
    connection: { unusable: whyUnusable(entity, address) },
  };
}

/** Nothing of the catalog is usable by itself: where all else is well, credentials are missing. */
function whyUnusable(
  { annotations, problems, sourceName }: ClusterEntity,
  address: ServerAddress,
): Unusable {
  const said = problems.map(message => ({
    reason: 'AnnotationInvalid',
    message,
  }));
  if (!address.ok) {
    return together([address, ...said]);
  }
  try {
    const { credentials: _none, ...connection } = connectionFromSettings({
      server: annotations[API_SERVER],
      caData: annotations[AUTHORITY],
    });
    return said.length > 0
      ? together(said)
      : {
          reason: 'CredentialsMissing',
          message: `The portal has no credentials for this cluster, and takes none from the catalog: give them in runai.clusters, under the name ${sourceName}.`,
          lacksCredentials: {
            ...connection,
            ...(!address.isAllowed && { onlyPublicAddresses: true }),
          },
        };
  } catch (error) {
    if (!(error instanceof KubeconfigError)) {
      throw error;
    }
    return together([
      { reason: 'AnnotationInvalid', message: authorityRefusal(error) },
      ...said,
    ]);
  }
}

function together(
  problems: readonly { reason: string; message: string }[],
): Unusable {
  return {
    reason: problems[0].reason,
    message: problems.map(({ message }) => message).join(' '),
  };
}
