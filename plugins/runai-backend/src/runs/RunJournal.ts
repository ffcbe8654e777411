import type { RunEvent } from '@runai-portal/backstage-plugin-runai-common';
import type { RunProgress } from '../database/RunStore';

/** Most events that are kept of one run. */
const MAX_EVENTS = 1000;
/** How often progress is written down while somebody watches. */
const WRITE_EVERY_MS = 1_000;
/** For how long somebody watches who asked once: pages ask again and again. */
const WATCHED_MS = 10_000;
/** How often a sign of life is given while there is none. */
const HEARTBEAT_MS = 5_000;

/**
 * What happened in a run so far; written down for those who watch, so that any replica can tell, and otherwise only as a sign of
 * life.
 */
export class RunJournal {
  readonly #write: (progress: RunProgress) => Promise<void>;
  readonly #now: () => Date;
  readonly #events: RunEvent[] = [];
  #watchedUntil: number;
  #done = 0;
  #total = 0;
  #requests = 0;
  #dirty = false;
  #writtenAt = 0;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param options.write - rejections are its own to handle
   * @param options.watched - somebody began the run and looks at it
   */
  constructor(options: {
    write: (progress: RunProgress) => Promise<void>;
    watched: boolean;
    now: () => Date;
  }) {
    this.#watchedUntil = options.watched ? Infinity : 0;
    this.#write = options.write;
    this.#now = options.now;
  }

  /** Begins to give signs of life. */
  start(): void {
    this.#writtenAt = Date.now();
    this.#timer = setInterval(() => this.#tick(), WRITE_EVERY_MS);
    this.#timer.unref();
  }

  /** Somebody looks at the run. */
  watch(): void {
    this.#watchedUntil = Math.max(this.#watchedUntil, Date.now() + WATCHED_MS);
  }

  /** Notes an event; its number is given here, since more than the engine has something to say. */
  add(event: Omit<RunEvent, 'seq' | 'at'> & { at?: string }): void {
    if (this.#events.length < MAX_EVENTS) {
      this.#events.push({
        ...event,
        at: event.at ?? this.#now().toISOString(),
        seq: this.#events.length + 1,
      });
    }
    this.#dirty = true;
  }

  progress(done: number, total: number): void {
    // Who asks for the same from now on must learn that it has been judged.
    const isFirst = this.#done === 0 && done > 0;
    this.#done = done;
    this.#total = total;
    this.#dirty = true;
    if (isFirst && this.#isWatched()) {
      this.#flush();
    }
  }

  requests(count: number): void {
    this.#requests = count;
  }

  /** Where the run stands now. */
  current(): RunProgress {
    return {
      at: this.#now().toISOString(),
      done: this.#done,
      total: this.#total,
      requests: this.#requests,
      events: [...this.#events],
    };
  }

  /** Ends the signs of life; nothing is written after it has resolved. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
  }

  #tick() {
    const isDue = Date.now() - this.#writtenAt >= HEARTBEAT_MS;
    if (isDue || (this.#dirty && this.#isWatched())) {
      this.#flush();
    }
  }

  #isWatched(): boolean {
    return Date.now() < this.#watchedUntil;
  }

  #flush() {
    if (this.#writing) {
      return;
    }
    this.#dirty = false;
    this.#writtenAt = Date.now();
    this.#writing = this.#write(this.current()).finally(() => {
      this.#writing = undefined;
    });
  }
}
