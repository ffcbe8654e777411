import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  CLUSTER_ANNOTATIONS,
  CLUSTER_USES,
  ENVIRONMENTS,
  INSTALL_MODES,
  INSTALL_PATHS,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterSettingsInput } from '@runai-portal/checks';
import { z } from 'zod';
import { storable } from '../../clusters/storable';
import { quoted } from '../quoted';

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

/** What may stand in an annotation, and the setting that it becomes. Proxy, probes, files and credentials are never among them. */
const SETTINGS = [
  {
    annotation: CLUSTER_ANNOTATIONS.environment,
    setting: 'environment',
    schema: z.enum(ENVIRONMENTS),
    allowed: ENVIRONMENTS.join(' or '),
  },
  {
    annotation: CLUSTER_ANNOTATIONS.mode,
    setting: 'mode',
    schema: z.enum(INSTALL_MODES),
    allowed: INSTALL_MODES.join(', '),
  },
  {
    annotation: CLUSTER_ANNOTATIONS.profile,
    setting: 'profile',
    schema: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/),
    allowed: 'the id of a profile',
  },
  {
    annotation: CLUSTER_ANNOTATIONS.existingPrometheus,
    setting: 'existingPrometheus',
    schema: z.enum(['true', 'false']).transform(value => value === 'true'),
    allowed: 'true or false',
  },
  {
    annotation: CLUSTER_ANNOTATIONS.installPath,
    setting: 'installPath',
    schema: z.enum(INSTALL_PATHS),
    allowed: INSTALL_PATHS.join(' or '),
  },
  {
    annotation: CLUSTER_ANNOTATIONS.uses,
    setting: 'uses',
    schema: z
      .string()
      .transform(value => value.split(',').map(use => use.trim()))
      .pipe(z.array(z.enum(CLUSTER_USES))),
    allowed: `one or more of ${CLUSTER_USES.join(', ')}, separated by commas`,
  },
] as const;

const MAX_LABEL = 255;

const NAME = {
  annotation: CLUSTER_ANNOTATIONS.cluster,
  schema: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
  allowed: 'a name of at most 63 characters of a-z, 0-9 and -',
};

/** Reads owner, system, lifecycle, labels and the annotations of the portal. */
export function readClusterEntity(entity: Entity): ClusterEntity {
  const { metadata } = entity;
  const annotations = metadata.annotations ?? {};
  const settings: Record<string, unknown> = belonging(entity);
  const problems: string[] = [];
  const read = <T>(of: {
    annotation: string;
    schema: z.ZodType<T>;
    allowed: string;
  }): T | undefined => {
    const value = annotations[of.annotation];
    if (value === undefined) {
      return undefined;
    }
    const parsed = of.schema.safeParse(value);
    if (!parsed.success) {
      problems.push(
        `The annotation ${of.annotation} is ${quoted(value)}; it must be ${
          of.allowed
        }.`,
      );
    }
    return parsed.data;
  };
  for (const row of SETTINGS) {
    const value = read<unknown>(row);
    if (value !== undefined) {
      settings[row.setting] = value;
    }
  }
  const namespace = metadata.namespace ?? DEFAULT_NAMESPACE;
  return {
    ref: stringifyEntityRef(entity),
    sourceName:
      namespace === DEFAULT_NAMESPACE
        ? metadata.name
        : `${namespace}/${metadata.name}`,
    title: metadata.title,
    name: read(NAME),
    settings,
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
