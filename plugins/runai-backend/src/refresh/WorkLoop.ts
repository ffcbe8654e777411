import { setMaxListeners } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import type { WorkClaim, WorkQueue } from '../database/WorkQueue';

/** How often a replica asks for what is due. */
const ASK_EVERY_MS = 1_000;
/** Where the database does not answer. */
const ASK_AGAIN_MS = 5_000;
/** How long the work of a replica that died waits for another. */
const LEASE_MS = 45_000;
const RENEW_EVERY_MS = 15_000;

/** What a loop works with. */
export interface WorkLoopOptions {
  /** For the log, e.g. `polls`. */
  name: string;
  queue: WorkQueue;
  /** Work that is done at once. */
  room: number;
  /** The clusters whose work this replica may take. */
  clusters: () => readonly string[];
  /**
   * Does the work and ends its claim, or leaves that to the loop.
   *
   * @returns in how many milliseconds it is due again, where the claim is still to be ended
   */
  work: (claim: WorkClaim, signal: AbortSignal) => Promise<number | undefined>;
  logger: LoggerService;
}

/** Takes what is due, as much as there is room for, does it, and asks for more. */
export class WorkLoop {
  readonly #options: WorkLoopOptions;
  readonly #shutdown = new AbortController();
  readonly #underWay = new Map<WorkClaim, Promise<void>>();
  readonly #hastened = new Set<string>();
  #wake: () => void = () => {};
  #loop: Promise<void> | undefined;
  #renewal: NodeJS.Timeout | undefined;

  private constructor(options: WorkLoopOptions) {
    this.#options = options;
    // All work that is under way listens to it.
    setMaxListeners(0, this.#shutdown.signal);
  }

  static create(options: WorkLoopOptions): WorkLoop {
    return new WorkLoop(options);
  }

  start(): void {
    this.#loop ??= this.#run();
    this.#renewal = setInterval(() => this.#renew(), RENEW_EVERY_MS);
    this.#renewal.unref();
  }

  /** Lets the work of a cluster begin now, or again when what is under way has ended. */
  async hasten(cluster: string): Promise<void> {
    if ([...this.#underWay.keys()].some(claim => claim.cluster === cluster)) {
      this.#hastened.add(cluster);
      return;
    }
    await this.#options.queue.hasten(cluster);
    this.#wake();
  }

  /** Ends what is under way and hands it back: another replica may take it at once. */
  async stop(): Promise<void> {
    clearInterval(this.#renewal);
    this.#shutdown.abort(new Error('The portal ends'));
    this.#wake();
    await this.#loop;
    await Promise.allSettled(this.#underWay.values());
  }

  async #run(): Promise<void> {
    const { signal } = this.#shutdown;
    while (!signal.aborted) {
      await this.#pause(await this.#take());
    }
  }

  /** @returns how long to wait before asking again */
  async #take(): Promise<number> {
    const { queue, room, clusters, logger, name } = this.#options;
    const limit = room - this.#underWay.size;
    if (limit <= 0) {
      return ASK_EVERY_MS;
    }
    try {
      const taken = new Set(
        [...this.#underWay.keys()].map(({ cluster }) => cluster),
      );
      const claims = await queue.claim({
        clusters: clusters().filter(cluster => !taken.has(cluster)),
        limit,
        leaseMs: LEASE_MS,
      });
      claims.forEach(claim => this.#begin(claim));
      return ASK_EVERY_MS;
    } catch (error) {
      assertError(error);
      if (!this.#shutdown.signal.aborted) {
        logger.error(`The database could not say which ${name} are due`, error);
      }
      return ASK_AGAIN_MS;
    }
  }

  #begin(claim: WorkClaim) {
    const { queue, work, logger, name, room } = this.#options;
    const { signal } = this.#shutdown;
    const pending = work(claim, signal)
      .then(async nextInMs => {
        if (nextInMs !== undefined) {
          await queue.finish(claim, signal.aborted ? 0 : nextInMs);
        }
      })
      .catch(error => {
        if (!signal.aborted) {
          // The claim ends by itself, and the work is taken up again.
          logger
            .child({ cluster: claim.cluster })
            .error(`One of the ${name} failed`, error);
        }
      })
      .finally(() => {
        const wasFull = this.#underWay.size >= room;
        this.#underWay.delete(claim);
        if (this.#hastened.delete(claim.cluster) && !signal.aborted) {
          this.hasten(claim.cluster).catch(error =>
            logger.warn(`One of the ${name} could not be hastened`, error),
          );
        }
        if (wasFull) {
          this.#wake();
        }
      });
    this.#underWay.set(claim, pending);
  }

  #renew() {
    const { queue, logger, name } = this.#options;
    queue.renew([...this.#underWay.keys()], LEASE_MS).catch(error => {
      logger.warn(`The claims of the ${name} could not be renewed`, error);
    });
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#shutdown.signal.aborted) {
        this.#wake();
      }
    });
  }
}
