import { parse } from 'yaml';
import { projectConditions } from './conditions';
import { namespacesFact, sameNamespaces } from './namespaces';
import { defineFact, listFact } from './request';
import { fieldsAt, text, type Fields } from './untrusted';

/** Those that KAI Scheduler brings without Run:ai. */
const KAI_DEFINITIONS = new Set([
  'queues.scheduling.run.ai',
  'podgroups.scheduling.run.ai',
  'bindrequests.scheduling.run.ai',
]);

/** The names of the CustomResourceDefinitions that only Run:ai brings; by metadata alone, since their schemas are megabytes. */
export const crdsFact = listFact({
  id: 'crds',
  title: 'Custom resource definitions (names only)',
  group: 'apiextensions.k8s.io',
  resource: 'customresourcedefinitions',
  metadataOnly: true,
  ttlSeconds: 60,
  project: projectCrd,
});

/** The name of a definition of the group run.ai or one below it; undefined for others, and for KAI Scheduler's own. */
export function projectCrd({ name }: { name: string }): string | undefined {
  return name.endsWith('.run.ai') && !KAI_DEFINITIONS.has(name)
    ? name
    : undefined;
}

/**
 * `runai`, what begins as the namespaces of projects do (`runai-<project>`, `runai-backend`, `runai-reservation`), and those labelled
 * as a project's.
 */
export const runaiNamespacesFact = defineFact({
  id: 'runai-namespaces',
  title: 'Run:ai: namespaces',
  readsAlike: sameNamespaces,
  // Of the one list of namespaces, which is asked for once.
  requests: { namespaces: { verb: 'list', resource: 'namespaces' } },
  ttlSeconds: 60,
  collect: async ({ get }) => {
    const { namespaces } = await get(namespacesFact);
    return namespaces.flatMap(({ name, use, project, terminating }) =>
      use && use !== 'gpuOperator' ? [{ name, project, terminating }] : [],
    );
  },
});

/** RunaiConfigs. The definition is v1 and namespaced in every version, and its schema is free. */
export const runaiConfigsFact = listFact({
  id: 'runai-configs',
  title: 'Run:ai: RunaiConfig and its conditions',
  group: 'run.ai',
  resource: 'runaiconfigs',
  whereServed: true,
  ttlSeconds: 60,
  // Its spec may hold credentials: but for one address nothing of it is kept.
  project: ({ name, metadata, terminating, spec, status }) => {
    const namespace = text(metadata.namespace);
    const { url } = fieldsAt(spec, '__internal', 'global', 'controlPlane');
    return namespace === undefined
      ? undefined
      : {
          namespace,
          name,
          terminating,
          /** `DependenciesFulfilled`, `Deployed`, `Available`, `Reconciled`; in 2021 there are none. */
          conditions: projectConditions(status.conditions),
          /** Where the control plane is, if the object tells it. */
          controlPlaneUrl: httpUrl(text(url)),
        };
  },
});

/** The address without user information, query and fragment; undefined for what is no http(s) address. */
function httpUrl(written = ''): string | undefined {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  return url && /^https?:$/.test(url.protocol)
    ? `${url.origin}${url.pathname.replace(/\/$/, '')}`
    : undefined;
}

/** What the ConfigMap `runai/runai-public` tells everybody. */
export type RunaiPublicFact = ReturnType<typeof projectRunaiPublic>;

/**
 * The ConfigMap in which the cluster component publishes its version and state, from 2.9 on, so that no Secret has to be read for
 * it; undefined where there is none.
 */
export const runaiPublicFact = defineFact({
  id: 'runai-public',
  title: 'Run:ai: ConfigMap runai-public',
  readsAlike: sameNamespaces,
  // By its name in any namespace: a Role in `runai` could not be created before that namespace is.
  requests: {
    configMap: {
      verb: 'get',
      resource: 'configmaps',
      name: 'runai-public',
      byName: true,
    },
  },
  ttlSeconds: 60,
  collect: async ({ ask, profile }) => {
    const { cluster: namespace } = profile.namespaces;
    const configMap = await ask.configMap({ namespace });
    return configMap ? projectRunaiPublic(configMap) : undefined;
  },
});

/**
 * Reads every shape that is known: `cluster-version` beside a document `runai-public` (YAML or JSON) with `version`,
 * `runaiConfigStatus.conditions`, and dependencies as `dependencies.{required,optional}` or as a top-level `optional` (2.9), each
 * as an object or as a text that holds one.
 */
export function projectRunaiPublic(configMap: unknown) {
  const data = fieldsAt(configMap, 'data');
  const document = asObject(data['runai-public']);
  const dependencies = asObject(document.dependencies ?? data.dependencies);
  const status = asObject(document.runaiConfigStatus ?? data.runaiConfigStatus);
  const version =
    text(data['cluster-version']) ??
    text(document.version) ??
    text(document['cluster-version']);
  return {
    clusterVersion: version?.trim().replace(/^v(?=\d)/, ''),
    /** The conditions of RunaiConfig, repeated. */
    conditions: projectConditions(status.conditions),
    dependencies: [
      ...dependenciesOf(dependencies.required, true),
      ...dependenciesOf(dependencies.optional, false),
      ...dependenciesOf(document.optional, false),
    ],
  };
}

function dependenciesOf(value: unknown, required: boolean) {
  return Object.entries(asObject(value)).map(([name, entry]) => ({
    name,
    required,
    /** Undefined where the document does not tell. */
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
