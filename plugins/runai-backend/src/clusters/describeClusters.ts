import { clusterSettingsSchema, DEFAULT_PROFILE } from '@runai-portal/checks';
import type { ClusterConnection } from '@runai-portal/kube';
import { z } from 'zod';
import type {
  SourcedCluster,
  Unusable,
} from '@runai-portal/backstage-plugin-runai-node';
import { ConfigurationError } from '../config/ConfigurationError';
import type { ConfiguredCluster } from '../config/configuredCluster';
import type { RunaiConfig } from '../config/runaiConfig';
import { AllowList } from '../proxy/AllowList';
import { clusterName } from '../sources/clusterName';
import { clusterNames } from '../sources/clusterNames';
import { isUnusable } from '../sources/isUnusable';
import { mergeEntries, type MergedEntry } from '../sources/mergeEntries';
import { sourceEntries } from '../sources/sourceEntries';
import type { SourceState } from '../sources/SourceFeed';
import { apiServerOf } from './apiServerOf';
import { connectionAs } from './connectionAs';
import type { RegisteredCluster } from './RegisteredCluster';
import { storable } from './storable';

/** A cluster before anybody has connected to it. */
export type DescribedCluster = Omit<RegisteredCluster, 'state'> & {
  connection: ClusterConnection | { unusable: Unusable };
};

/** What clusters are described from. */
export interface DescribeClustersOptions {
  sources: readonly SourceState[];
  config: Pick<RunaiConfig, 'clusters' | 'profile'>;
  knownProfiles: readonly string[];
}

/** What a source may say beside settings; as wide as the columns that keep it. */
const sourcedSchema = z.object({
  title: z.string().optional(),
  labels: z.record(z.string().max(255), z.string().max(255)).optional(),
  demo: z.boolean().optional(),
});

interface NamedEntry extends MergedEntry {
  name: string;
}

/**
 * The clusters of all sources with their settings. What is wrong with one of them is told of that one.
 *
 * @returns also the names in `runai.clusters` that no source knows
 */
export function describeClusters(options: DescribeClustersOptions): {
  clusters: DescribedCluster[];
  unknownNames: string[];
} {
  const merged = mergeEntries(sourceEntries(options.sources));
  const names = clusterNames(merged);
  const entries = merged.map((entry, at) => ({ ...entry, name: names[at] }));
  const settings = new Map<NamedEntry, ConfiguredCluster[]>();
  const ambiguous = new Map<NamedEntry, Unusable>();
  const unknownNames: string[] = [];
  for (const one of options.config.clusters) {
    const found = entriesNamed(one.name, entries);
    if (found.length === 0) {
      unknownNames.push(one.name);
    }
    for (const entry of found) {
      settings.set(entry, [...(settings.get(entry) ?? []), one]);
      if (found.length > 1) {
        ambiguous.set(entry, sharedName(one.name, found));
      }
    }
  }
  return {
    unknownNames,
    clusters: entries.map(entry =>
      describe(entry, {
        ...options,
        written: settings.get(entry) ?? [],
        problem: ambiguous.get(entry),
      }),
    ),
  };
}

/** By our name; else by the source's own; else by what several names became before they were told apart. */
function entriesNamed(
  name: string,
  entries: readonly NamedEntry[],
): NamedEntry[] {
  const by = (holds: (entry: NamedEntry) => boolean) => entries.filter(holds);
  const ours = by(entry => entry.name === name);
  if (ours.length > 0) {
    return ours;
  }
  const theirs = by(({ sourced }) => sourced.sourceName === name);
  return theirs.length > 0
    ? theirs
    : by(({ sourced }) => clusterName(sourced.sourceName) === name);
}

function sharedName(name: string, entries: readonly NamedEntry[]): Unusable {
  return {
    reason: 'SettingsAmbiguous',
    message: `runai.clusters has settings for '${name}', a name that ${
      entries.length
    } clusters share; write there which of them is meant: ${entries
      .map(entry => entry.name)
      .join(', ')}.`,
  };
}

function describe(
  entry: NamedEntry,
  options: DescribeClustersOptions & {
    written: readonly ConfiguredCluster[];
    problem: Unusable | undefined;
  },
): DescribedCluster {
  const { name, sourced, source, otherSources } = entry;
  const { config, knownProfiles, written } = options;
  // Settings that may be another cluster's hold tokens and addresses: they are not this one's until somebody says so.
  const { credentials, proxyUrl, ...own } =
    options.problem || written.length > 1 ? {} : written[0] ?? {};
  const besides = entry.besides && saidBesides(entry.besides, knownProfiles);
  const connection = connectionAs(sourced.connection, {
    credentials,
    proxyUrl,
  });
  const parsed = clusterSettingsSchema.safeParse({
    ...besides?.settings,
    ...sourced.settings,
    ...own,
    name,
  });
  const said = sourcedSchema.safeParse(sourced);
  const { title, labels, demo } = said.data ?? {};
  const usable = parsed.success
    ? parsed.data
    : clusterSettingsSchema.parse({ ...own, name });
  const settings = {
    ...usable,
    profile: usable.profile ?? config.profile ?? DEFAULT_PROFILE,
  };
  const problems = [
    isUnusable(connection) && connection.unusable,
    options.problem,
    written.length > 1 && twoEntries(written),
    !parsed.success && invalidSettings(entry, parsed.error),
    !said.success && invalidSettings(entry, said.error),
    neverAllowed(entry, settings),
    !entry.standsForSource &&
      !knownProfiles.includes(settings.profile) &&
      unknownProfile(settings.profile, knownProfiles),
  ].filter(problem => typeof problem === 'object');
  const entityRef = sourced.entityRef ?? besides?.entityRef;
  const apiServer = apiServerOf(sourced.connection);
  return {
    name,
    sourceName: storable(sourced.sourceName),
    source,
    sourceLabel: storable(entry.label),
    standsForSource: entry.standsForSource,
    otherSources,
    title: storable(
      settings.title ?? title ?? besides?.title ?? sourced.sourceName,
    ),
    ...(entityRef && { entityRef }),
    settings,
    labels: { ...besides?.labels, ...labels, ...settings.labels },
    attestations: sourced.attestations ?? {},
    demo: demo ?? false,
    ...(apiServer && { apiServer }),
    connection:
      problems.length > 0 ? { unusable: allOf(problems) } : connection,
  };
}

/** What is wrong with the entry itself is misconfigured, whatever its source says of it. */
function allOf(problems: readonly Unusable[]): Unusable {
  const [first, ...more] = problems;
  return {
    reason: first.reason,
    message: storable(problems.map(({ message }) => message).join(' ')),
    ...(more.length === 0 && { state: first.state }),
  };
}

/** Of another source's words those that can be used: they must not spoil a cluster that is well without them. */
function saidBesides(
  { entityRef, title, labels, settings = {} }: SourcedCluster,
  knownProfiles: readonly string[],
): Pick<SourcedCluster, 'entityRef' | 'title' | 'labels' | 'settings'> {
  const { profile, ...others } = settings;
  const isUsable =
    clusterSettingsSchema.safeParse({ ...others, name: 'x' }).success &&
    sourcedSchema.safeParse({ title, labels }).success;
  return {
    entityRef,
    ...(isUsable && { title, labels, settings: others }),
    ...(isUsable &&
      profile &&
      knownProfiles.includes(profile) && { settings: { ...others, profile } }),
  };
}

function twoEntries(written: readonly ConfiguredCluster[]) {
  return {
    reason: 'SettingsTwice',
    message: `runai.clusters has ${
      written.length
    } entries for this cluster: ${written
      .map(({ name }) => `'${name}'`)
      .join(', ')}; put its settings into one.`,
  };
}

function invalidSettings(
  { source, sourced }: NamedEntry,
  error: Parameters<typeof ConfigurationError.fromZod>[1],
): Unusable {
  return {
    reason: 'SettingsInvalid',
    message: ConfigurationError.fromZod(
      `the settings that the source ${source} gives '${sourced.sourceName}'`,
      error,
    ).message,
  };
}

/** Settings of the configuration were looked at before; these are a source's own. */
function neverAllowed(
  { source, sourced }: NamedEntry,
  { kubernetesProxy }: RegisteredCluster['settings'],
): Unusable | undefined {
  if (!kubernetesProxy) {
    return undefined;
  }
  try {
    AllowList.create(kubernetesProxy);
    return undefined;
  } catch (error) {
    return {
      reason: 'SettingsInvalid',
      message: `kubernetesProxy, which the source ${source} gives '${
        sourced.sourceName
      }', is wrong: ${error instanceof Error ? error.message : error}.`,
    };
  }
}

function unknownProfile(profile: string, known: readonly string[]) {
  return {
    reason: 'UnknownProfile',
    message: `There is no profile '${profile}'; known are ${known.join(', ')}.`,
  };
}
