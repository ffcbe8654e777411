/** @public What was sent to a cluster, as plain numbers. */
export interface KubeStatsSnapshot {
  /** HTTP requests sent, retries included. */
  requests: number;
  retries: number;
  /** Of response bodies. */
  bytes: number;
  /** Answers 429, and the flow schemas that gave them (API priority and fairness). */
  throttled: { count: number; flowSchemaUids: string[] };
}

/**
 * Counts what one user of a client sends, since its creation.
 *
 * @public
 */
export class KubeStats implements KubeStatsSnapshot {
  requests = 0;
  retries = 0;
  bytes = 0;
  readonly throttled: { count: number; flowSchemaUids: string[] } = {
    count: 0,
    flowSchemaUids: [],
  };

  /** Notes an answer 429. */
  addThrottled(flowSchemaUid: string | undefined): void {
    this.throttled.count += 1;
    if (
      flowSchemaUid &&
      !this.throttled.flowSchemaUids.includes(flowSchemaUid)
    ) {
      this.throttled.flowSchemaUids.push(flowSchemaUid);
    }
  }

  /** A copy that does not change any more. */
  snapshot(): KubeStatsSnapshot {
    return {
      requests: this.requests,
      retries: this.retries,
      bytes: this.bytes,
      throttled: {
        count: this.throttled.count,
        flowSchemaUids: [...this.throttled.flowSchemaUids],
      },
    };
  }
}
