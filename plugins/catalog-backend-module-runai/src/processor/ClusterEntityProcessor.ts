import { ANNOTATION_LOCATION, type Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import {
  CLUSTER_ENTITY_TYPE,
  RUNAI_LOCATION_PREFIX,
} from '@runai-portal/backstage-plugin-runai-common';
import { readClusterAnnotations } from '@runai-portal/backstage-plugin-runai-node';
import { acceptableEntity } from './acceptableEntity';
import { allowedAddresses } from './allowedAddresses';
import { takeProblems } from './carriedProblems';
import { withoutCredentialFields } from './credentialFields';
import { withoutCredentials } from './credentials';
import { entityRules, type RuleContext } from './entityRules';
import { isOfClusters } from './knownAnnotations';
import { misspelledType } from './misspelledType';
import { isRecord } from './texts';
import { withProblems } from './withProblems';

/**
 * Looks at cluster entities that people write: what is wrong is shown on the entity's page, one sentence each that names the
 * annotation and what to do.
 *
 * @remarks An error that a processor throws or emits keeps a new entity from ever appearing, and an old one from changing; so the
 * entity goes on with what is wrong in its status, and what the catalog itself would refuse is mended. Credentials are taken out of
 * it: whoever reads the catalog would see them.
 */
export class ClusterEntityProcessor implements CatalogProcessor {
  readonly #context: RuleContext;

  private constructor(context: RuleContext) {
    this.#context = context;
  }

  /** @param options.now - in milliseconds */
  static fromConfig(
    rootConfig: Config,
    options: { authProviders: readonly string[]; now?: () => number },
  ): ClusterEntityProcessor {
    return new ClusterEntityProcessor({
      allowed: allowedAddresses(rootConfig),
      authProviders: options.authProviders,
      now: options.now ?? Date.now,
    });
  }

  getProcessorName(): string {
    return 'RunaiClusterEntityProcessor';
  }

  /** Before the catalog looks at the shape of the entity, which may be any. */
  async preProcessEntity(entity: Entity): Promise<Entity> {
    return isResource(entity) && !isOurs(entity) && isMeantAsCluster(entity)
      ? acceptableEntity(entity)
      : entity;
  }

  /** After all others have filled in what stands in files and templates. */
  async postProcessEntity(processed: Entity): Promise<Entity> {
    const { spec = {} } = processed;
    if (processed.kind === 'Component' && spec.type === CLUSTER_ENTITY_TYPE) {
      return withProblems(processed, [
        'kind is Component; where a cluster is meant it must be Resource: pages and plugins do not take the entity for a cluster otherwise.',
      ]);
    }
    if (!isResource(processed) || isOurs(processed)) {
      return processed;
    }
    const { entity: taken, problems } = takeProblems(processed);
    const ofType = problemsOfType(taken);
    if (!isCluster(taken) && problems.length + ofType.length === 0) {
      return taken;
    }
    const { entity, problems: fields } = withoutCredentialFields(taken);
    const { annotations = {} } = entity.metadata;
    const {
      shown,
      read,
      problems: credentials,
    } = withoutCredentials(annotations);
    const written = { annotations: read, ours: readClusterAnnotations(read) };
    return withProblems(
      { ...entity, metadata: { ...entity.metadata, annotations: shown } },
      [
        ...ofType,
        ...credentials,
        ...fields,
        ...(isCluster(entity)
          ? entityRules.flatMap(rule => rule(written, this.#context))
          : []),
        ...problems,
      ],
    );
  }
}

function isResource({ kind }: Entity): boolean {
  return kind.toLocaleLowerCase('en-US') === 'resource';
}

function isOurs(entity: Entity): boolean {
  const location = annotationsOf(entity)[ANNOTATION_LOCATION];
  return (
    typeof location === 'string' && location.startsWith(RUNAI_LOCATION_PREFIX)
  );
}

/** The catalog finds types whatever their case, and so do those who ask it for clusters. */
function isCluster(entity: Entity): boolean {
  const { type } = isRecord(entity.spec) ? entity.spec : {};
  return (
    typeof type === 'string' &&
    type.toLocaleLowerCase('en-US') === CLUSTER_ENTITY_TYPE
  );
}

/** By its type, in whatever spelling; by its annotations where it has none. */
function isMeantAsCluster(entity: Entity): boolean {
  const { type } = isRecord(entity.spec) ? entity.spec : {};
  return (
    isCluster(entity) ||
    problemsOfType(entity).length > 0 ||
    ((typeof type !== 'string' || type === '') && hasOfClusters(entity))
  );
}

function problemsOfType(entity: Entity): string[] {
  const { type } = isRecord(entity.spec) ? entity.spec : {};
  return misspelledType(type, { isOfClusters: hasOfClusters(entity) });
}

function hasOfClusters(entity: Entity): boolean {
  return Object.keys(annotationsOf(entity)).some(isOfClusters);
}

function annotationsOf({ metadata }: Entity): Record<string, unknown> {
  const annotations: unknown = metadata.annotations;
  return isRecord(annotations) ? annotations : {};
}
