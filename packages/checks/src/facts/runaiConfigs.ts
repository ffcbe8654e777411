import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { listFact } from './request';
import { projectConditions } from './conditions';
import { namespacedObject } from './object';
import { fieldsAt, text } from './untrusted';

/** A RunaiConfig: what the operator of the cluster component was told, and what it says of it. */
export interface RunaiConfigFact {
  readonly namespace: string;
  readonly name: string;
  /** `DependenciesFulfilled`, `Deployed`, `Available`, `Reconciled`; in 2021 there are none. */
  readonly conditions: readonly Condition[];
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
function projectRunaiConfig(item: unknown): RunaiConfigFact | undefined {
  const config = namespacedObject(item);
  if (!config) {
    return undefined;
  }
  const { namespace, name, terminating, spec, status } = config;
  const { url } = fieldsAt(spec, '__internal', 'global', 'controlPlane');
  return {
    namespace,
    name,
    terminating,
    conditions: projectConditions(status.conditions),
    controlPlaneUrl: httpUrl(text(url)),
  };
}

/** The address without user information, query and fragment; undefined for what is no http(s) address. */
function httpUrl(written = ''): string | undefined {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  return url && /^https?:$/.test(url.protocol)
    ? `${url.origin}${url.pathname.replace(/\/$/, '')}`
    : undefined;
}
