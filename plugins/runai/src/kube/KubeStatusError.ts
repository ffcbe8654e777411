/** A refusal in Kubernetes' own form (`metav1.Status`), of the cluster or of the portal's proxy before it. */
export class KubeStatusError extends Error {
  /** The HTTP status. */
  readonly code: number;
  /** `Forbidden`, `Expired`, … */
  readonly reason: string;
  /** Where it is worth to ask again, after how many seconds. */
  readonly retryAfterSeconds?: number;

  constructor(status: {
    code: number;
    reason: string;
    message: string;
    retryAfterSeconds?: number;
  }) {
    super(status.message);
    this.name = 'KubeStatusError';
    this.code = status.code;
    this.reason = status.reason;
    this.retryAfterSeconds = status.retryAfterSeconds;
  }

  /** It is the cluster that refuses the portal's account, not the portal that refuses the reader. */
  get isOfAccount(): boolean {
    return this.code === 403 && / is forbidden: User "/.test(this.message);
  }
}
