/** Why the proxy does not answer with what the cluster said: the HTTP status, and the `reason` of the `Status` object. */
const REFUSALS = {
  /** Only GET and HEAD are passed on. */
  MethodNotAllowed: { code: 405, reason: 'MethodNotAllowed' },
  /** `exec`, `attach` and `port-forward` ask for another protocol. */
  UpgradeRefused: { code: 426, reason: 'UpgradeRefused' },
  /** A path that is not spelled as the Kubernetes API spells its own. */
  MalformedPath: { code: 400, reason: 'BadRequest' },
  /** A well-formed path of a shape that is not served. */
  PathNotServed: { code: 403, reason: 'Forbidden' },
  /** Not in the allow-list of the cluster, or never allowed. */
  ResourceNotAllowed: { code: 403, reason: 'Forbidden' },
  QueryNotAllowed: { code: 400, reason: 'BadRequest' },
  ImpersonationRefused: { code: 403, reason: 'Forbidden' },
  /** `kubernetesProxy.enabled` is not set, or the portal decides on no permissions. */
  ProxyOff: { code: 403, reason: 'Forbidden' },
  /** The portal's policy. */
  NotAllowed: { code: 403, reason: 'Forbidden' },
  /** There is no such cluster for the caller. */
  NotFound: { code: 404, reason: 'NotFound' },
  TooManyRequests: { code: 429, reason: 'TooManyRequests' },
  /** Another replica of the portal has the connection. */
  DeclaredElsewhere: { code: 503, reason: 'ServiceUnavailable' },
  /** What the portal was given for the cluster cannot be used. */
  Misconfigured: { code: 503, reason: 'ServiceUnavailable' },
  /** 502, so that nobody takes it for the portal's own session that ended. */
  UpstreamUnauthorized: { code: 502, reason: 'UpstreamUnauthorized' },
  UpstreamRedirect: { code: 502, reason: 'UpstreamRedirect' },
  UpstreamTooLarge: { code: 502, reason: 'UpstreamTooLarge' },
  UpstreamMalformed: { code: 502, reason: 'UpstreamMalformed' },
  UpstreamUnreachable: { code: 502, reason: 'UpstreamUnreachable' },
  /** The portal has no credential to show. */
  UpstreamCredentials: { code: 502, reason: 'UpstreamCredentials' },
  UpstreamTimeout: { code: 504, reason: 'Timeout' },
} as const;

/** A closed set. */
export type RefusalReason = keyof typeof REFUSALS;

/** What the proxy answers by itself, as kubectl prints it. */
export class ProxyRefusal extends Error {
  readonly code: number;
  readonly statusReason: string;
  /** Seconds after which it is worth asking again. */
  readonly retryAfter?: number;

  /** @param message - one sentence that says what to do; shown to the caller, so it holds nothing secret */
  constructor(
    readonly reason: RefusalReason,
    message: string,
    options: { retryAfter?: number } = {},
  ) {
    super(message);
    this.name = 'ProxyRefusal';
    this.code = REFUSALS[reason].code;
    this.statusReason = REFUSALS[reason].reason;
    this.retryAfter = options.retryAfter;
  }

  /** A rule of the portal, and no fault of anybody's. */
  get isRule(): boolean {
    return this.code < 500;
  }

  /** Kubernetes' `metav1.Status`. */
  toStatus(): object {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.statusReason,
      ...(this.retryAfter !== undefined && {
        details: { retryAfterSeconds: this.retryAfter },
      }),
      code: this.code,
    };
  }
}
