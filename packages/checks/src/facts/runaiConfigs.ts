import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { listFact } from './request';
import { projectConditions } from './conditions';
import { optional, record, text } from './untrusted';

/** A RunaiConfig: what the operator of the cluster component was told, and what it says of it. */
export interface RunaiConfigFact {
  readonly namespace: string;
  readonly name: string;
  /** `DependenciesFulfilled`, `Deployed`, `Available`, `Reconciled`; in 2021 there are none. */
  readonly conditions: readonly Condition[];
  readonly createdAt?: string;
  readonly terminating: boolean;
  /** Where the control plane is, if the object tells it. */
  readonly controlPlaneUrl?: string;
}

/** RunaiConfigs. The definition is v1 and namespaced in every version, and its schema is free. */
export const runaiConfigsFact = listFact<RunaiConfigFact>({
  id: 'runai-configs',
  title: 'Run:ai: RunaiConfig and its conditions',
  group: 'run.ai',
  version: 'v1',
  resource: 'runaiconfigs',
  whereServed: true,
  ttlSeconds: 60,
  project: projectRunaiConfig,
});

/** What is kept of a RunaiConfig. Its spec may hold credentials: but for one address nothing of it is kept. */
export function projectRunaiConfig(item: unknown): RunaiConfigFact | undefined {
  const metadata = record(record(item)?.metadata);
  const name = text(metadata?.name);
  const namespace = text(metadata?.namespace);
  if (!name || !namespace) {
    return undefined;
  }
  const internal = record(
    record(record(record(item)?.spec)?.__internal)?.global,
  );
  return {
    namespace,
    name,
    conditions: projectConditions(record(record(item)?.status)?.conditions),
    terminating: Boolean(metadata?.deletionTimestamp),
    ...optional('createdAt', text(metadata?.creationTimestamp)),
    ...optional(
      'controlPlaneUrl',
      httpUrl(record(internal?.controlPlane)?.url),
    ),
  };
}

/** The address without user information, query and fragment; undefined for what is no http(s) address. */
function httpUrl(value: unknown): string | undefined {
  const written = text(value);
  if (!written || !URL.canParse(written)) {
    return undefined;
  }
  const url = new URL(written);
  return /^https?:$/.test(url.protocol)
    ? `${url.origin}${url.pathname.replace(/\/$/, '')}`
    : undefined;
}
