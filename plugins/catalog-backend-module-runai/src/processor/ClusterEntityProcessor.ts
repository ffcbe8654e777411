import { ANNOTATION_LOCATION, type Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import {
  CLUSTER_ENTITY_TYPE,
  RUNAI_LOCATION_PREFIX,
} from '@runai-portal/backstage-plugin-runai-common';
import { readClusterAnnotations } from '@runai-portal/backstage-plugin-runai-node';
import { allowedAddresses } from './allowedAddresses';
import { withoutCredentials } from './credentials';
import { entityRules, type RuleContext } from './entityRules';
import { misspelledType } from './misspelledType';
import { withProblems } from './withProblems';

/**
 * Looks at cluster entities that people write: what is wrong is shown on the entity's page, one sentence each that names the
 * annotation and what to do.
 *
 * @remarks An error that a processor throws or emits keeps a new entity from ever appearing, and an old one from changing; so the
 * entity goes on with what is wrong in its status. Credentials are taken out of it: whoever reads the catalog would see them.
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

  /** After all others have filled in what stands in files and templates. */
  async postProcessEntity(entity: Entity): Promise<Entity> {
    const { kind, metadata, spec = {} } = entity;
    const { annotations = {} } = metadata;
    const isOurs = annotations[ANNOTATION_LOCATION]?.startsWith(
      RUNAI_LOCATION_PREFIX,
    );
    if (kind.toLocaleLowerCase('en-US') !== 'resource' || isOurs) {
      return entity;
    }
    if (spec.type !== CLUSTER_ENTITY_TYPE) {
      const problem = misspelledType(spec.type);
      return problem ? withProblems(entity, [problem]) : entity;
    }
    const { shown, read, problems } = withoutCredentials(annotations);
    const written = {
      annotations: read,
      ours: readClusterAnnotations(read),
    };
    return withProblems(
      { ...entity, metadata: { ...metadata, annotations: shown } },
      [
        ...problems,
        ...entityRules.flatMap(rule => rule(written, this.#context)),
      ],
    );
  }
}
