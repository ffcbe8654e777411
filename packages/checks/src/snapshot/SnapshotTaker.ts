import type { FactOutcomes } from '../declarations';
import type { Session } from '../engine/Session';
import { gpuPodsFact } from '../facts/gpuPods';
import { versionFact } from '../facts/version';
import type { PreviousInstall } from '../install/installView';
import {
  buildSnapshot,
  snapshotFacts,
  type ClusterSnapshot,
} from './buildSnapshot';
import { connectionNow } from './connection';

/** For how long an allocation that was read is still told. */
const ALLOCATION_KEPT_MS = 10 * 60_000;

/**
 * Nobody waits for a snapshot, and a connection that is made for it costs more than what is asked on it: with all that the cluster
 * allows, making them was a quarter of what a portal with 100 clusters did.
 */
const REQUESTS_AT_ONCE = 2;

const OTHERS = snapshotFacts.filter(
  fact => fact !== versionFact && fact !== gpuPodsFact,
);

/** The part of a session that a snapshot needs. */
type Source = Pick<Session, 'profile' | 'settings' | 'now' | 'collect'>;

/** How a snapshot is taken. */
interface SnapshotOptions {
  /** Ends the snapshot. */
  signal?: AbortSignal;
  /** Ends the reading of the allocation too, which outlives a snapshot; `signal` where absent. */
  shutdown?: AbortSignal;
  /** Read everything anew, the allocation aside, which has its own pace. */
  fresh?: boolean;
  /** The install states that were told last: what is not ready now was lost, where it was installed. Those of the last snapshot where absent. */
  previous?: PreviousInstall;
}

/** A snapshot, and the same with the allocation of GPUs once that is read; undefined where it says nothing new. */
interface TakenSnapshot {
  snapshot: ClusterSnapshot;
  again: Promise<ClusterSnapshot | undefined>;
}

/**
 * Takes snapshots of one cluster. `GET /version` is asked before anything else, so that a silent cluster costs one deadline;
 * who holds GPUs is a list of all pods, which may take minutes: a snapshot does not wait for it.
 *
 * Never rejects for what the cluster does, only with the reason of `signal`.
 */
export class SnapshotTaker {
  readonly #source: Source;
  #allocation: FactOutcomes = {};
  #reading: Promise<void> | undefined;
  #installed: PreviousInstall | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  /** A snapshot with all that can be read, the allocation too. */
  async snapshot(options: SnapshotOptions = {}): Promise<ClusterSnapshot> {
    const { snapshot, again } = await this.take(options);
    return (await again) ?? snapshot;
  }

  async take(options: SnapshotOptions = {}): Promise<TakenSnapshot> {
    const { signal, shutdown = signal, fresh, previous } = options;
    const build = (outcomes: FactOutcomes) => this.#build(outcomes, previous);
    const read = { signal, fresh, atOnce: REQUESTS_AT_ONCE };
    const first = await this.#source.collect([versionFact], read);
    const version = first[versionFact.id];
    const { state } = connectionNow(version);
    // An account that may not ask for the version may still read all else.
    if (state !== 'connected' && state !== 'forbidden') {
      const unread = snapshotFacts.map(({ id }) => [id, version]);
      return {
        snapshot: build(Object.fromEntries(unread)),
        again: Promise.resolve(undefined),
      };
    }
    const reading = this.#readAllocation(shutdown);
    const others = await this.#source.collect(OTHERS, read);
    const outcomes = { ...first, ...others };
    const had = this.#recentAllocation();
    return {
      snapshot: build({ ...outcomes, ...had }),
      again: reading.then(() => {
        const has = this.#recentAllocation();
        return has[gpuPodsFact.id] === had[gpuPodsFact.id]
          ? undefined
          : build({ ...outcomes, ...has });
      }),
    };
  }

  #build(outcomes: FactOutcomes, previous = this.#installed): ClusterSnapshot {
    const { now, profile, settings } = this.#source;
    const context = { now: now(), profile, settings, previous };
    const snapshot = buildSnapshot(outcomes, context);
    const { cluster, backend } = snapshot.install;
    this.#installed = {
      // While a state cannot be told, the one before stays what is remembered.
      cluster: cluster.state === 'unknown' ? previous?.cluster : cluster.state,
      backend: backend.state === 'unknown' ? previous?.backend : backend.state,
    };
    return snapshot;
  }

  /** Never rejects: where the portal ends meanwhile, the allocation stays what it was. */
  #readAllocation(shutdown: AbortSignal | undefined): Promise<void> {
    this.#reading ??= this.#source
      .collect([gpuPodsFact], { signal: shutdown, atOnce: 1 })
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
    const outcome = this.#allocation[gpuPodsFact.id];
    const age = outcome
      ? this.#source.now().getTime() - Date.parse(outcome.observedAt)
      : Infinity;
    return age <= ALLOCATION_KEPT_MS ? this.#allocation : {};
  }
}
