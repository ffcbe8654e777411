import type { ClusterSourceState } from '@runai-portal/backstage-plugin-runai-common';
import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import { isUnusable } from '../sources/isUnusable';
import type { SourceState } from '../sources/SourceFeed';

/** Where a source stands, as others may rest on it. */
export type DeclaredSource = Omit<ClusterSourceState, 'clusters'>;

/**
 * The states of the sources beside what is written down of their clusters: a source has answered when its answer stands in the
 * database, so that nobody takes what is not written yet for what is gone.
 */
export class DeclaredSources {
  readonly #states: () => readonly SourceState[];
  #written: ReadonlySet<string> = new Set();

  constructor(options: { states: () => readonly SourceState[] }) {
    this.#states = options.states;
  }

  /**
   * Writes clusters down, and afterwards counts the sources whose answers were among them.
   *
   * @param write - reads the clusters before it waits for anything
   */
  async declare(write: () => Promise<void>): Promise<void> {
    const answered = this.#states().filter(({ answeredAt }) => answeredAt);
    await write();
    this.#written = new Set(answered.map(keyOf));
  }

  list(): DeclaredSource[] {
    return this.#states().map(state => {
      const { type, label, answeredAt } = state;
      const message = failureOf(state);
      const isWaiting = answeredAt
        ? !this.#written.has(keyOf(state))
        : !message;
      return {
        type,
        label,
        ...(isWaiting
          ? { state: 'waiting' as const }
          : {
              state: message ? ('failed' as const) : ('answered' as const),
              ...(message && { message }),
              ...(answeredAt && { answeredAt: answeredAt.toISOString() }),
            }),
      };
    });
  }
}

/** A part that fails makes the answer as incomplete as a whole that does. */
function failureOf({ failure, clusters }: SourceState): string | undefined {
  return failure?.message ?? clusters.flatMap(failedPart)[0];
}

function failedPart({ standsForSource, connection }: SourcedCluster): string[] {
  return standsForSource && isUnusable(connection)
    ? [connection.unusable.message]
    : [];
}

/** One file may be configured twice: both have answered, or neither counts. */
function keyOf({ type, label }: SourceState): string {
  return JSON.stringify([type, label]);
}
