import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AttestationNote } from '@runai-portal/backstage-plugin-runai-common';
import {
  clusterSettingsSchema,
  DEFAULT_PROFILE,
  type ClusterSettings,
  type ClusterSettingsInput,
} from '@runai-portal/checks';
import type { ClusterConnection } from '@runai-portal/kube';
import type {
  ClusterSourceFactory,
  SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import { ConfigurationError } from '../config/ConfigurationError';
import type { RunaiConfig, SourceEntry } from '../config/runaiConfig';
import { clusterName } from './clusterName';

/** A cluster of the portal: how it is reached and what is set for it. */
export interface Cluster {
  name: string;
  sourceName: string;
  /** The type of its source. */
  source: string;
  title: string;
  connection: ClusterConnection;
  settings: ClusterSettings & { profile: string };
  labels: Record<string, string>;
  /** What its source states where nothing can be observed, by check id. */
  attestations: Readonly<Record<string, AttestationNote>>;
  demo: boolean;
}

/** What the clusters are loaded from. */
export interface LoadClustersOptions {
  config: RunaiConfig;
  factories: ReadonlyMap<string, ClusterSourceFactory>;
  /** Where relative paths of `runai.sources` start. */
  baseDir: string;
  knownProfiles: readonly string[];
  logger: LoggerService;
}

/**
 * Asks every configured source for its clusters and lays the settings over them.
 *
 * @throws ConfigurationError, or what a source throws, with one sentence that says what to repair
 */
export async function loadClusters(
  options: LoadClustersOptions,
): Promise<Cluster[]> {
  const { config, logger } = options;
  const clusters = new Map<string, Cluster>();
  const used = new Set<ClusterSettingsInput>();
  for (const [index, entry] of sourceEntries(options).entries()) {
    for (const sourced of await listSource(options, entry, index)) {
      const cluster = toCluster(options, entry.type, sourced, used);
      const other = clusters.get(cluster.name);
      if (other) {
        throw new ConfigurationError(
          `Two clusters are called '${cluster.name}': '${other.sourceName}' of the source ${other.source} and '${cluster.sourceName}' of the source ${cluster.source}; rename one of them, or leave it out.`,
        );
      }
      clusters.set(cluster.name, cluster);
    }
  }
  for (const { name } of config.clusters.filter(entry => !used.has(entry))) {
    logger.warn(
      `runai.clusters has settings for '${name}', and no source has such a cluster`,
    );
  }
  return [...clusters.values()];
}

function sourceEntries({
  config,
  factories,
  logger,
}: LoadClustersOptions): SourceEntry[] {
  if (config.sources === undefined) {
    if (factories.has('demo')) {
      return [{ type: 'demo' }];
    }
    logger.warn('No clusters: runai.sources is not configured');
    return [];
  }
  const demo = config.sources.findIndex(({ type }) => type === 'demo');
  if (
    demo >= 0 &&
    config.sources.length > 1 &&
    config.sources[demo].mixed !== true
  ) {
    throw new ConfigurationError(
      `runai.sources[${demo}] is the demo beside other sources: simulated clusters would stand among real ones; take it out, or put mixed: true there.`,
    );
  }
  return config.sources;
}

async function listSource(
  { factories, baseDir, logger }: LoadClustersOptions,
  entry: SourceEntry,
  index: number,
): Promise<SourcedCluster[]> {
  const factory = factories.get(entry.type);
  if (!factory) {
    throw new ConfigurationError(
      `runai.sources[${index}].type is '${entry.type}'; known are ${[
        ...factories.keys(),
      ]
        .sort()
        .join(', ')}.`,
    );
  }
  const source = await factory({ config: entry, baseDir, logger });
  return source.list({});
}

function toCluster(
  { config, knownProfiles }: LoadClustersOptions,
  source: string,
  sourced: SourcedCluster,
  used: Set<ClusterSettingsInput>,
): Cluster {
  const { sourceName, connection } = sourced;
  const name = clusterName(sourceName);
  if (!name) {
    throw new ConfigurationError(
      `The cluster '${sourceName}' of the source ${source} cannot be named: its name holds no letter or digit of a-z, 0-9.`,
    );
  }
  const entries = config.clusters.filter(
    entry => entry.name === name || entry.name === sourceName,
  );
  if (entries.length > 1) {
    throw new ConfigurationError(
      `runai.clusters has two entries for one cluster: '${entries[0].name}' and '${entries[1].name}'.`,
    );
  }
  entries.forEach(entry => used.add(entry));
  const parsed = clusterSettingsSchema.safeParse({
    ...sourced.settings,
    ...entries[0],
    name,
  });
  if (!parsed.success) {
    throw ConfigurationError.fromZod(
      `the settings of '${name}' by the source ${source}`,
      parsed.error,
    );
  }
  const settings = {
    ...parsed.data,
    profile: parsed.data.profile ?? config.profile ?? DEFAULT_PROFILE,
  };
  if (!knownProfiles.includes(settings.profile)) {
    throw new ConfigurationError(
      `The profile '${
        settings.profile
      }' of the cluster '${name}' is not known; known are ${knownProfiles.join(
        ', ',
      )}.`,
    );
  }
  return {
    name,
    sourceName,
    source,
    title: settings.title ?? sourced.title ?? sourceName,
    connection,
    settings,
    labels: { ...sourced.labels, ...settings.labels },
    attestations: sourced.attestations ?? {},
    demo: sourced.demo ?? false,
  };
}
