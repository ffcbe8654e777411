import {
  CLUSTER_ANNOTATIONS,
  CLUSTER_NAME,
  CLUSTER_USES,
  ENVIRONMENTS,
  INSTALL_MODES,
  INSTALL_PATHS,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterSettingsInput } from '@runai-portal/checks';
import { z } from 'zod';
import { quoted } from './quoted';

/** @public What the annotations of the portal on an entity say of its cluster. */
export interface ClusterAnnotations {
  /** What the portal shall call the cluster. */
  name?: string;
  settings: Partial<ClusterSettingsInput>;
  /** Whether the portal's Kubernetes plugin is meant to have the cluster, too. */
  forKubernetesPlugin: boolean;
  /** One sentence for each annotation that cannot be read; it names the annotation, and what may stand there. */
  problems: readonly string[];
}

const TRUE_OR_FALSE = {
  schema: z.enum(['true', 'false']).transform(value => value === 'true'),
  allowed: 'true or false',
};

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
    ...TRUE_OR_FALSE,
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

const NAME = {
  annotation: CLUSTER_ANNOTATIONS.cluster,
  schema: z.string().regex(CLUSTER_NAME),
  allowed: 'a name of at most 63 characters of a-z, 0-9 and -',
};

const KUBERNETES_PLUGIN = {
  annotation: CLUSTER_ANNOTATIONS.kubernetesPlugin,
  ...TRUE_OR_FALSE,
};

/**
 * Reads the annotations of the portal; those that it writes itself, and others, are passed over.
 *
 * @public
 */
export function readClusterAnnotations(
  annotations: Readonly<Record<string, string>>,
): ClusterAnnotations {
  const settings: Record<string, unknown> = {};
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
  return {
    name: read(NAME),
    settings,
    forKubernetesPlugin: read(KUBERNETES_PLUGIN) ?? true,
    problems,
  };
}
