import type { ResourceRef } from '../http/paths';

/**
 * Every way in which a call to a cluster can fail. A closed set: pages, checks and exit codes rest on it.
 *
 * @remarks `server` is every answer of the API server that is an error of its own (5xx, and 4xx without a class here); `credentials`
 * is a credential that could not be had, so that nothing was sent.
 *
 * @public
 */
export const KUBE_ERROR_CLASSES = [
  'credentials',
  'dns',
  'refused',
  'unreachable',
  'timeout',
  'tls',
  'unauthorized',
  'forbidden',
  'notFound',
  'expired',
  'throttled',
  'server',
  'redirect',
  'tooLarge',
  'malformed',
] as const;
/** @public */
export type KubeErrorClass = (typeof KUBE_ERROR_CLASSES)[number];

/** The classes that say that no answer came at all: the breaker counts them. */
const CONNECTION_CLASSES: readonly KubeErrorClass[] = [
  'dns',
  'refused',
  'unreachable',
  'timeout',
  'tls',
];

/** @public Kubernetes' `metav1.Status`, as an API server sends it with an error. */
export interface KubeStatus {
  kind?: string;
  status?: string;
  message?: string;
  reason?: string;
  code?: number;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    retryAfterSeconds?: number;
    causes?: { reason?: string; message?: string; field?: string }[];
  };
}

/** @public What an error knows beside its class and its sentence. */
export interface KubeErrorDetails {
  /** HTTP status, where there was an answer. */
  status?: number;
  /** The system's or TLS's own code, e.g. `CERT_HAS_EXPIRED`, `ENOTFOUND`. */
  code?: string;
  request?: { method: string; path: string };
  /** What was asked of the API, for resource requests. */
  target?: { verb: string; ref: ResourceRef };
  retryAfterSeconds?: number;
  body?: KubeStatus;
  /** The first 4 KiB of an error's body that is not a `Status`, e.g. the sub-checks of `/readyz`. */
  text?: string;
  /** Of the attempt that failed: 0, or absent, for the first. */
  attempt?: number;
}

/**
 * The only error that a {@link KubeClient} rejects with, an abort by the caller aside.
 *
 * @remarks It carries neither the underlying error nor any request header, so that no token can come to light by way of
 * `cause`, `util.inspect` or `JSON.stringify`.
 *
 * @public
 */
export class KubeError extends Error {
  readonly errorClass: KubeErrorClass;
  /** What is wrong, as a short sentence that can stand alone; then what a person can do about it. */
  readonly sentence: string;
  readonly status?: number;
  readonly code?: string;
  readonly request?: { method: string; path: string };
  readonly target?: { verb: string; ref: ResourceRef };
  readonly retryAfterSeconds?: number;
  readonly body?: KubeStatus;
  readonly text?: string;
  readonly attempt: number;

  constructor(
    errorClass: KubeErrorClass,
    sentence: string,
    details: KubeErrorDetails = {},
  ) {
    super(sentence);
    this.name = 'KubeError';
    this.errorClass = errorClass;
    this.sentence = sentence;
    this.status = details.status;
    this.code = details.code;
    this.request = details.request;
    this.target = details.target;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.body = details.body;
    this.text = details.text;
    this.attempt = details.attempt ?? 0;
  }

  /** Whether no answer came at all. */
  get isConnectionFailure(): boolean {
    return CONNECTION_CLASSES.includes(this.errorClass);
  }
}

/** @public */
export function isKubeError(error: unknown): error is KubeError {
  return error instanceof KubeError;
}
