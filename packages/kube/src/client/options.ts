import type { BreakerOptions } from '../http/Breaker';
import type { Limiter } from '../http/Limiter';
import type { RetryOptions } from '../http/retry';

/** @public */
export interface KubeClientOptions {
  /** Sent as `User-Agent`, e.g. for a flow schema of its own. */
  userAgent?: string;
  /** Bounds requests at once; a limiter of six of its own where absent. */
  limiter?: Limiter;
  now?: () => Date;
  retries?: RetryOptions;
  breaker?: BreakerOptions;
  /** Largest body of one answer; 64 MiB where absent. */
  maxResponseBytes?: number;
}

/** @public */
export interface RequestOptions {
  /** The call rejects with the signal's reason when it is aborted. */
  signal?: AbortSignal;
  /** For one request with its retries, from when the limiter lets it go; 10,000 ms where absent. A list has it anew for each page. */
  timeoutMs?: number;
  /**
   * `false`: the first answer is taken, whatever it is, e.g. where latency is measured. A connection that is reset or refused is
   * tried again once even so: that is no answer.
   */
  retry?: boolean;
}

/** @public */
export interface KubeAnswer<T> {
  value: T;
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Of the last attempt, connecting included, waiting for the limiter not. */
  durationMs: number;
}

/** @public */
export interface ListOptions<T, P> extends RequestOptions {
  /** Objects a page; 500 where absent. Servers may ignore it. */
  limit?: number;
  labelSelector?: string;
  fieldSelector?: string;
  /** Applied page by page, so that raw pages can be collected as garbage; `undefined` drops an object. */
  project?: (item: T) => P | undefined;
  /** Names of members whose arrays nobody looks at, e.g. `managedFields`: they come empty, at any depth, and are never parsed. */
  leaveOut?: readonly string[];
  /** Asks for `PartialObjectMetadata` alone. It does not change what RBAC demands. */
  metadataOnly?: boolean;
  /** Stop after so many objects of the server, before projection. */
  maxItems?: number;
}

/** @public */
export interface ListAnswer<P> {
  items: P[];
  /** Of the list, the same over all its pages; empty where the server gave none. */
  resourceVersion: string;
  pages: number;
  /** How many objects were left unread because of `maxItems`; absent where none were, or where the server does not tell. */
  remaining?: number;
}

/** @public */
export interface CreateOptions extends RequestOptions {
  /** `?dryRun=All`: admission and validation, nothing stored. Needs the same permission as a real create. */
  dryRun?: boolean;
}

/** @public */
export interface DeleteOptions extends RequestOptions {
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
}
