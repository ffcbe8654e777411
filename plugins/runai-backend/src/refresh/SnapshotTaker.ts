import {
  buildSnapshot,
  snapshotFacts,
  type ClusterSnapshot,
  type FactOutcomes,
  type Session,
} from '@runai-portal/checks';
import type { InstallView } from '@runai-portal/backstage-plugin-runai-common';

/** Tells whether the cluster answers at all: asked before anything else, so that a silent cluster costs one request. */
const CONNECTION_FACT = 'version';
/** Who holds GPUs: a list of all pods, which may take minutes. A snapshot does not wait for it. */
const ALLOCATION_FACT = 'gpu-pods';
/** For how long an allocation that was read is still told. */
const ALLOCATION_KEPT_MS = 10 * 60_000;

const allocation = snapshotFacts.filter(({ id }) => id === ALLOCATION_FACT);
const connection = snapshotFacts.filter(({ id }) => id === CONNECTION_FACT);
const others = snapshotFacts.filter(
  ({ id }) => id !== ALLOCATION_FACT && id !== CONNECTION_FACT,
);

/** Takes snapshots of one cluster; the allocation of GPUs is read beside them, at its own pace. */
export class SnapshotTaker {
  readonly #session: Session;
  readonly #now: () => Date;
  #allocation: FactOutcomes = {};
  #reading: Promise<void> | undefined;

  constructor(options: { session: Session; now: () => Date }) {
    this.#session = options.session;
    this.#now = options.now;
  }

  /**
   * Reads everything anew, save the allocation.
   *
   * @param options.signal - ends the snapshot
   * @param options.shutdown - ends the reading of the allocation, which outlives a snapshot
   * @param options.previous - the installation as it was seen last, by which a loss is told from a beginning
   * @returns the snapshot; where the allocation is being read, `again` resolves with one that has it
   */
  async take(options: {
    signal: AbortSignal;
    shutdown: AbortSignal;
    previous?: InstallView;
  }): Promise<{
    snapshot: ClusterSnapshot;
    again: Promise<ClusterSnapshot | undefined>;
  }> {
    const { signal, shutdown, previous } = options;
    const outcomes = await this.#session.collect(connection, {
      signal,
      fresh: true,
    });
    if (!outcomes[CONNECTION_FACT]?.ok) {
      return {
        snapshot: this.#build(outcomes, previous),
        again: Promise.resolve(undefined),
      };
    }
    const reading = this.#readAllocation(shutdown);
    Object.assign(
      outcomes,
      await this.#session.collect(others, { signal, fresh: true }),
    );
    const had = this.#recentAllocation();
    return {
      snapshot: this.#build({ ...outcomes, ...had }, previous),
      again: reading.then(() => {
        const has = this.#recentAllocation();
        return has[ALLOCATION_FACT] === had[ALLOCATION_FACT]
          ? undefined
          : this.#build({ ...outcomes, ...has }, previous);
      }),
    };
  }

  #build(outcomes: FactOutcomes, previous?: InstallView): ClusterSnapshot {
    return buildSnapshot(outcomes, {
      now: this.#now(),
      profile: this.#session.profile,
      settings: this.#session.settings,
      ...(previous && {
        previous: {
          cluster: previous.cluster.state,
          backend: previous.backend.state,
        },
      }),
    });
  }

  /** Never rejects: where the portal ends meanwhile, the allocation stays what it was. */
  #readAllocation(shutdown: AbortSignal): Promise<void> {
    this.#reading ??= this.#session
      .collect(allocation, { signal: shutdown })
      .then(
        outcomes => {
          this.#allocation = outcomes;
        },
        () => undefined,
      )
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  #recentAllocation(): FactOutcomes {
    const outcome = this.#allocation[ALLOCATION_FACT];
    const age = outcome
      ? this.#now().getTime() - new Date(outcome.observedAt).getTime()
      : Infinity;
    return age <= ALLOCATION_KEPT_MS ? this.#allocation : {};
  }
}
