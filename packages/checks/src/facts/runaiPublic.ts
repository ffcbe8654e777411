import type { Fact } from '../declarations';
import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import type { ConfigMap } from 'kubernetes-types/core/v1';
import { parse } from 'yaml';
import { defineFact, get } from './request';
import { projectConditions } from './conditions';
import { fieldsAt, text, type Fields } from './untrusted';

/** Something that Run:ai needs or can use, as its operator sees it. */
interface RunaiDependency {
  readonly name: string;
  readonly required: boolean;
  /** Undefined where the document does not tell. */
  readonly available?: boolean;
  readonly reason?: string;
}

/** What the ConfigMap `runai/runai-public` tells everybody; it exists from 2.9 on. */
export interface RunaiPublicFact {
  readonly found: boolean;
  readonly clusterVersion?: string;
  /** The conditions of RunaiConfig, repeated. */
  readonly conditions: readonly Condition[];
  readonly dependencies: readonly RunaiDependency[];
}

/** The ConfigMap in which the cluster component publishes its version and state, so that no Secret has to be read for it. */
export const runaiPublicFact: Fact<RunaiPublicFact> = defineFact({
  id: 'runai-public',
  title: 'Run:ai: ConfigMap runai-public',
  // By its name in any namespace: a Role in `runai` could not be created before that namespace is.
  requests: {
    configMap: get({
      version: 'v1',
      resource: 'configmaps',
      name: 'runai-public',
      byName: true,
    }),
  },
  ttlSeconds: 60,
  collect: async ({ ask, profile }) => {
    const configMap = await ask.configMap<ConfigMap>({
      namespace: profile.namespaces.cluster,
    });
    return configMap
      ? projectRunaiPublic(configMap)
      : { found: false, conditions: [], dependencies: [] };
  },
});

/**
 * Reads every shape that is known: `cluster-version` beside a document `runai-public` (YAML or JSON) with `version`,
 * `runaiConfigStatus.conditions`, and dependencies as `dependencies.{required,optional}` or as a top-level `optional` (2.9), each
 * as an object or as a text that holds one.
 */
export function projectRunaiPublic(configMap: unknown): RunaiPublicFact {
  const data = fieldsAt(configMap, 'data');
  const document = asObject(data['runai-public']);
  const dependencies = asObject(document.dependencies ?? data.dependencies);
  const status = asObject(document.runaiConfigStatus ?? data.runaiConfigStatus);
  const version =
    text(data['cluster-version']) ??
    text(document.version) ??
    text(document['cluster-version']);
  return {
    found: true,
    clusterVersion: version?.trim().replace(/^v(?=\d)/, ''),
    conditions: projectConditions(status.conditions),
    dependencies: [
      ...dependenciesOf(dependencies.required, true),
      ...dependenciesOf(dependencies.optional, false),
      ...dependenciesOf(document.optional, false),
    ],
  };
}

function dependenciesOf(value: unknown, required: boolean): RunaiDependency[] {
  return Object.entries(asObject(value)).map(([name, entry]) => ({
    name,
    required,
    available: availability(entry),
    reason: text(asObject(entry).reason),
  }));
}

const ANSWERS = new Map([
  ['true', true],
  ['false', false],
]);

/** Its own word, else that of its components: one that is missing is enough. */
function availability(value: unknown): boolean | undefined {
  const { available = value, components } = asObject(value);
  if (typeof available !== 'object') {
    return ANSWERS.get(String(available).toLowerCase());
  }
  const parts = Object.values(asObject(components)).map(availability);
  return parts.includes(false) ? false : parts.find(part => part);
}

/** The fields of an object, or of the one that a text holds as YAML or JSON; none where it holds none. */
function asObject(value: unknown): Fields {
  if (typeof value !== 'string') {
    return fieldsAt(value);
  }
  try {
    return fieldsAt(parse(value, { maxAliasCount: 0 }));
  } catch {
    // Not YAML: a text that says nothing is as good as none, and the other signals decide.
    return {};
  }
}
