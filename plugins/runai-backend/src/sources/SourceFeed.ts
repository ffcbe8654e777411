import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterSource,
  SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import { isUnusable } from './isUnusable';

/** How often a source is asked, in milliseconds. */
export interface FeedIntervals {
  everyMs: number;
  /** While it fails, or one of its clusters cannot be used and that may mend itself. */
  againMs: number;
  /** An answer that takes longer is given up. */
  timeoutMs: number;
}

export const DEFAULT_INTERVALS: FeedIntervals = {
  everyMs: 60_000,
  againMs: 10_000,
  timeoutMs: 30_000,
};

/** What a source said last. */
export interface SourceState {
  type: string;
  /** See `ClusterSource.label`. */
  label: string;
  /** Of the last time that it could be asked. */
  clusters: readonly SourcedCluster[];
  /** Why it could not be asked the last time, and how often that went on. */
  failure?: { message: string; times: number };
  /** When it could be asked last; undefined where it never could. */
  answeredAt?: Date;
}

/** A plugin of somebody else's that never starts keeps nobody from asking the others. */
const STARTS_AT_LATEST_MS = 60_000;

/** Of a failure's sentence, in characters. */
const MESSAGE_LENGTH = 500;

/** Keeps what one source says, by itself: it waits for no other source, and keeps none waiting. */
export class SourceFeed {
  readonly #source: ClusterSource;
  readonly #intervals: FeedIntervals;
  readonly #portalStarted: Promise<void>;
  readonly #now: () => number;
  readonly #logger: LoggerService;
  readonly #stopped = new AbortController();
  readonly #label: string;
  #state: SourceState;
  #changed: () => void = () => {};
  #stopWatching: (() => void) | undefined;
  #asking: Promise<void> | undefined;
  #askAgain = false;
  #hasAnswered = false;
  #timer: NodeJS.Timeout | undefined;

  static create(options: {
    source: ClusterSource;
    logger: LoggerService;
    intervals?: Partial<FeedIntervals>;
    /** Resolves when other plugins can be asked. */
    portalStarted?: Promise<void>;
    /** In milliseconds. */
    now?: () => number;
  }): SourceFeed {
    return new SourceFeed(options);
  }

  private constructor({
    source,
    logger,
    intervals,
    portalStarted = Promise.resolve(),
    now = Date.now,
  }: Parameters<typeof SourceFeed.create>[0]) {
    this.#source = source;
    this.#logger = logger;
    this.#intervals = { ...DEFAULT_INTERVALS, ...intervals };
    this.#portalStarted = portalStarted;
    this.#now = now;
    this.#label = source.label ?? source.type;
    this.#state = { type: source.type, label: this.#label, clusters: [] };
  }

  get state(): SourceState {
    return this.#state;
  }

  /** It is asked when other plugins can be: whoever starts the portal must not wait for its first answer. */
  get startsLater(): boolean {
    return this.#source.asksOthers === true;
  }

  /** Whether the source could be asked at least once. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /**
   * Asks for the first time, and goes on by itself.
   *
   * @param changed - called after the first answer, each that is another, and each failure
   * @returns resolves with the first answer or failure
   */
  async start(changed: () => void): Promise<void> {
    this.#changed = changed;
    try {
      this.#stopWatching = this.#source.watch?.(() => void this.#ask());
    } catch (error) {
      this.#logger.warn(
        `The source ${this.#label} cannot be watched; it is asked every minute`,
        error instanceof Error ? error : undefined,
      );
    }
    if (this.startsLater) {
      await Promise.race([
        this.#portalStarted,
        pause(STARTS_AT_LATEST_MS, undefined, {
          signal: this.#stopped.signal,
          ref: false,
        }).catch(() => undefined),
      ]);
    }
    if (!this.#stopped.signal.aborted) {
      await this.#ask();
    }
  }

  stop(): void {
    this.#stopped.abort(new Error('The portal ends'));
    clearTimeout(this.#timer);
    this.#stopWatching?.();
  }

  /** Never rejects. What is asked for while an answer is awaited is asked once more after it. */
  #ask(): Promise<void> {
    if (this.#asking) {
      this.#askAgain = true;
      return this.#asking;
    }
    clearTimeout(this.#timer);
    // Later, so that a source which tells of a change while it is asked finds that it is.
    const asked = Promise.resolve().then(() => this.#askOnce());
    this.#asking = asked.finally(() => {
      this.#asking = undefined;
      if (this.#stopped.signal.aborted) {
        return;
      }
      if (this.#askAgain) {
        this.#askAgain = false;
        void this.#ask();
        return;
      }
      this.#timer = setTimeout(() => void this.#ask(), this.#waitMs());
      this.#timer.unref();
    });
    return this.#asking;
  }

  async #askOnce(): Promise<void> {
    const before = this.#state;
    const isFirst = !this.#hasAnswered;
    const signal = AbortSignal.any([
      this.#stopped.signal,
      AbortSignal.timeout(this.#intervals.timeoutMs),
    ]);
    try {
      this.#succeeded(
        checked(
          await orAborted(this.#source.list({ signal }), signal),
          this.#label,
        ),
      );
    } catch (error) {
      if (this.#stopped.signal.aborted) {
        return;
      }
      this.#failed(
        signal.aborted
          ? `The source ${this.#label} did not answer within ${
              this.#intervals.timeoutMs / 1000
            } s.`
          : sentenceOf(error),
      );
    }
    if ((isFirst && this.#hasAnswered) || !isSame(before, this.#state)) {
      this.#changed();
    }
  }

  #succeeded(clusters: readonly SourcedCluster[]) {
    if (this.#state.failure) {
      this.#logger.info(`The source ${this.#label} can be asked again`);
    }
    this.#state = {
      type: this.#source.type,
      label: this.#label,
      clusters,
      answeredAt: new Date(this.#now()),
    };
    this.#hasAnswered = true;
  }

  #failed(message: string) {
    const { failure, clusters } = this.#state;
    if (failure?.message !== message) {
      this.#logger.warn(
        clusters.length > 0
          ? `${message} The clusters that the source ${
              this.#label
            } had last are kept`
          : message,
      );
    }
    this.#state = {
      ...this.#state,
      failure: { message, times: (failure?.times ?? 0) + 1 },
    };
  }

  #waitMs(): number {
    const { everyMs, againMs } = this.#intervals;
    const { failure, clusters } = this.#state;
    const mayMendItself =
      !this.#source.asksOthers &&
      clusters.some(({ connection }) => isUnusable(connection));
    return failure || mayMendItself ? againMs : everyMs;
  }
}

async function orAborted<T>(
  answer: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    if (onAbort) {
      signal.removeEventListener('abort', onAbort);
    }
  }
}

/** A source gives the same objects where it knows that nothing is another. */
function isSame(before: SourceState, now: SourceState): boolean {
  return (
    before.failure === now.failure &&
    before.clusters.length === now.clusters.length &&
    before.clusters.every((cluster, at) => cluster === now.clusters[at])
  );
}

/** A source of somebody else's may say anything, also what its types forbid. */
function checked(clusters: SourcedCluster[], label: string): SourcedCluster[] {
  const isList =
    Array.isArray(clusters) &&
    clusters.every(
      cluster =>
        typeof cluster?.sourceName === 'string' &&
        typeof cluster.connection === 'object' &&
        cluster.connection !== null,
    );
  if (!isList) {
    throw new Error(
      `The source ${label} answered with something that is no list of clusters.`,
    );
  }
  return clusters;
}

/** The first line; a cut one where somebody put a whole document into an error. */
function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split('\n')[0].slice(0, MESSAGE_LENGTH);
}
