/**
 * What can be wrong with a server, set while it runs.
 *
 * - `status`: a refusal, as `metav1.Status`; 429 comes with Retry-After and the headers of API Priority and Fairness
 * - `slow`: answers after `ms` more
 * - `silent`: takes the request and never answers
 * - `halfOpen`: headers and half of the body, then nothing, the connection open
 * - `truncate`: a complete HTTP answer whose JSON ends in the middle
 * - `reset`: the connection is reset
 * - `redirect`, `html`: what a gateway or a login page in between answers
 * - `oversize`: a body of `bytes` (64 MiB)
 * - `wrongCertificate`, `expiredCertificate`: connections are cut, and new ones find the other certificate
 *
 * @public
 */
export type Fault = FaultScope &
  (
    | { kind: 'status'; status: FaultStatus; retryAfterSeconds?: number }
    | { kind: 'slow'; ms: number }
    /** Answered when that is settled: a test then says what comes first. */
    | { kind: 'held'; until: Promise<unknown> }
    | { kind: 'redirect'; location?: string }
    | { kind: 'oversize'; bytes?: number }
    | {
        kind:
          | 'silent'
          | 'halfOpen'
          | 'truncate'
          | 'reset'
          | 'html'
          | 'wrongCertificate'
          | 'expiredCertificate';
      }
  );

/** @public */
export type FaultStatus = 401 | 403 | 404 | 410 | 429 | 500 | 503 | 504;

/** @public */
export interface FaultScope {
  /** Of `METHOD /path?query`; every request where absent. */
  match?: RegExp;
  /** How often it happens before all is well again; always where absent. */
  times?: number;
}

/** The faults that are on, with what is left of their times. */
export class FaultSet {
  static create(faults: Fault[]): FaultSet {
    return new FaultSet(faults);
  }

  readonly certificate?: 'wrongCertificate' | 'expiredCertificate';
  readonly #faults: { fault: Fault; left: number }[];

  private constructor(faults: Fault[]) {
    this.#faults = [];
    for (const fault of faults) {
      if (
        fault.kind === 'wrongCertificate' ||
        fault.kind === 'expiredCertificate'
      ) {
        this.certificate = fault.kind;
      } else {
        this.#faults.push({ fault, left: fault.times ?? Infinity });
      }
    }
  }

  /** The first fault that this request meets; counts it. */
  take(request: string): Fault | undefined {
    const entry = this.#faults.find(
      ({ fault, left }) => left > 0 && (fault.match?.test(request) ?? true),
    );
    if (entry) {
      entry.left -= 1;
    }
    return entry?.fault;
  }
}
