import type { ProxyResource } from '@runai-portal/backstage-plugin-runai-common';

/** A resource of a cluster's API, as its discovery has it. */
export interface KubeKind {
  /** Empty for the core group. */
  group: string;
  version: string;
  /** The plural, as in paths. */
  resource: string;
  kind: string;
  namespaced: boolean;
}

/** One object, by its name. */
export interface ObjectName {
  /** Absent of what has none. */
  namespace?: string;
  name: string;
}

export interface KubeColumn {
  name: string;
  type: string;
  /** 0: always shown; more: on demand. */
  priority: number;
}

export interface KubeRow extends ObjectName {
  cells: unknown[];
  created?: string;
}

/** A page of a list as the server prints it. */
export interface KubeTable {
  columns: KubeColumn[];
  rows: KubeRow[];
  /** Where the next page begins; absent on the last one. */
  next?: string;
  /** How many follow, where the server says so. */
  remaining?: number;
}

/** Any object; only what the pages read of it has a type. */
export interface KubeObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    creationTimestamp?: string;
    managedFields?: unknown;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

export interface PodLogText {
  text: string;
  /** It was cut at the most that is read, {@link LOG_BYTES}. */
  cut: boolean;
}

/** The most of a log that is read and shown, in bytes: what the proxy lets through. */
export const LOG_BYTES = 1024 * 1024;

/** `pods`, `deployments.apps`: how a kind stands in the URL. */
export function kindId({ group, resource }: ProxyResource): string {
  return group ? `${resource}.${group}` : resource;
}
