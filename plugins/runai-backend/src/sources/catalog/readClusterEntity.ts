import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { readClusterAnnotations } from '@runai-portal/backstage-plugin-runai-node';
import type { ClusterSettingsInput } from '@runai-portal/checks';
import { storable } from '../../clusters/storable';

/** What an entity says of a cluster beside how it is reached. */
export interface ClusterEntity {
  ref: string;
  /** Its name; with its namespace before it where that is another than the default one. */
  sourceName: string;
  title?: string;
  /** What the portal shall call the cluster. */
  name?: string;
  settings: Partial<ClusterSettingsInput>;
  labels: Record<string, string>;
  annotations: Readonly<Record<string, string>>;
  /** One sentence for each annotation that cannot be read; it names the annotation, and what may stand there. */
  problems: readonly string[];
}

const MAX_LABEL = 255;

/** Reads owner, system, lifecycle, labels and the annotations of the portal. */
export function readClusterEntity(entity: Entity): ClusterEntity {
  const { metadata } = entity;
  const annotations = metadata.annotations ?? {};
  const { name, settings, problems } = readClusterAnnotations(annotations);
  const namespace = metadata.namespace ?? DEFAULT_NAMESPACE;
  return {
    ref: stringifyEntityRef(entity),
    sourceName:
      namespace === DEFAULT_NAMESPACE
        ? metadata.name
        : `${namespace}/${metadata.name}`,
    title: metadata.title,
    name,
    settings: { ...belonging(entity), ...settings },
    labels: labelsOf(entity),
    annotations,
    problems,
  };
}

/** As the catalog has worked it out, else as the entity says it. */
function belonging(entity: Entity): Partial<ClusterSettingsInput> {
  const { relations = [], spec = {} } = entity;
  const owner =
    relations.find(({ type }) => type === RELATION_OWNED_BY)?.targetRef ??
    ownerRef(spec.owner, entity.metadata.namespace);
  return {
    ...(owner && { owner: storable(owner) }),
    ...(isText(spec.system) && { system: storable(spec.system) }),
    ...(isText(spec.lifecycle) && { lifecycle: storable(spec.lifecycle) }),
  };
}

function ownerRef(
  owner: unknown,
  defaultNamespace: string | undefined,
): string | undefined {
  if (!isText(owner)) {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(owner, { defaultKind: 'group', defaultNamespace }),
    );
  } catch {
    return undefined;
  }
}

/** Keys with a long prefix are longer than the database keeps. */
function labelsOf({ metadata: { labels = {} } }: Entity) {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(
        ([key, value]) => key.length <= MAX_LABEL && value.length <= MAX_LABEL,
      )
      .map(([key, value]) => [storable(key), storable(value)]),
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
