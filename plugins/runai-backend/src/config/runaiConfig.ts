import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds, type JsonObject } from '@backstage/types';
import { z } from 'zod';
import { AllowList } from '../proxy/AllowList';
import { ConfigurationError } from './ConfigurationError';
import {
  configuredClusterSchema,
  type ConfiguredCluster,
} from './configuredCluster';
import { refuseNotYet } from './notYet';

/** The part `runai` of the configuration, checked; paths are as they were written. */
export interface RunaiConfig {
  /** For clusters that name none; the engine's default where absent. */
  profile?: string;
  /** The proxy is on where the portal decides on no permissions, too. */
  allowWithoutPermissions: boolean;
  /** Files with further profiles. */
  profiles: string[];
  /** Undefined where nothing is configured: the demo is shown then, where a module brings it. */
  sources?: ConfiguredSource[];
  /** As written, not yet merged with what the sources say. */
  clusters: ConfiguredCluster[];
  schedule: { healthMs: number; checksMs: number };
}

/** One entry of `runai.sources`: what is beside `type` is for the source to read. */
export type ConfiguredSource = JsonObject & { type: string };

const rootSchema = z.strictObject({
  profile: z.string().min(1).optional(),
  profiles: z.array(z.string().min(1)).default([]),
  sources: z.array(z.looseObject({ type: z.string().min(1) })).optional(),
  allowWithoutPermissions: z.boolean().default(false),
  clusters: z.array(z.unknown()).default([]),
  schedule: z
    .strictObject({ health: z.unknown(), checks: z.unknown() })
    .partial()
    .optional(),
});

const MINIMUM_MS = { health: 5_000, checks: 60_000 };

/** @throws ConfigurationError with one sentence that names the key */
export function readRunaiConfig(config: Config): RunaiConfig {
  const parsed = rootSchema.safeParse(config.getOptional('runai') ?? {});
  if (!parsed.success) {
    throw ConfigurationError.fromZod('runai', parsed.error);
  }
  const { profile, profiles, sources, clusters, allowWithoutPermissions } =
    parsed.data;
  return {
    profile,
    allowWithoutPermissions,
    profiles,
    sources: sources as ConfiguredSource[] | undefined,
    clusters: readClusters(clusters),
    schedule: {
      healthMs: readInterval(config, 'health', { seconds: 60 }),
      checksMs: readInterval(config, 'checks', { minutes: 15 }),
    },
  };
}

function readClusters(entries: readonly unknown[]): ConfiguredCluster[] {
  const seen = new Map<string, number>();
  return entries.map((entry, index) => {
    const key = `runai.clusters[${index}]`;
    refuseNotYet(entry, key);
    const checked = configuredClusterSchema.safeParse(entry);
    if (!checked.success) {
      throw ConfigurationError.fromZod(key, checked.error);
    }
    const { name, kubernetesProxy } = checked.data;
    refuseNeverAllowed(kubernetesProxy, `${key}.kubernetesProxy`);
    const other = seen.get(name);
    if (other !== undefined) {
      throw new ConfigurationError(
        `${key}.name is '${name}', as is runai.clusters[${other}].name; put the settings of a cluster into one entry.`,
      );
    }
    seen.set(name, index);
    return entry as ConfiguredCluster;
  });
}

function refuseNeverAllowed(
  settings: Parameters<typeof AllowList.create>[0],
  key: string,
): void {
  try {
    AllowList.create(settings);
  } catch (error) {
    throw new ConfigurationError(
      `${key} is wrong: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

function readInterval(
  config: Config,
  name: 'health' | 'checks',
  fallback: { seconds: number } | { minutes: number },
): number {
  const key = `runai.schedule.${name}`;
  if (!config.has(key)) {
    return durationToMilliseconds(fallback);
  }
  let milliseconds: number;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(config, { key }),
    );
  } catch {
    throw new ConfigurationError(
      `${key} is wrong: must be a duration, e.g. {minutes: 5}.`,
    );
  }
  if (milliseconds < MINIMUM_MS[name]) {
    throw new ConfigurationError(
      `${key} is wrong: must be ${MINIMUM_MS[name] / 1000} seconds or more.`,
    );
  }
  return milliseconds;
}
