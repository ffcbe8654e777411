import type { ResourceRef } from '../http/paths';

/** An answer that is not a success. */
export interface FailedAnswer {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string;
  /** `host:port` */
  target: string;
  request: { method: string; path: string };
  resource?: { verb: string; ref: ResourceRef };
  /** 0 for the first. */
  attempt?: number;
  now: Date;
}
