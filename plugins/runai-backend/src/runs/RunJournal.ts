import type { RunEvent } from '@runai-portal/backstage-plugin-runai-common';
import type { RunProgress } from '../database/RunStore';

/** Most events that are kept of one run. */
const MAX_EVENTS = 1000;
/** How often progress is written down while there is some. */
const WRITE_EVERY_MS = 300;
/** How often a sign of life is given while there is none. */
const HEARTBEAT_MS = 5_000;

/** What happened in a run so far; written down a few times a second, so that any replica can tell. */
export class RunJournal {
  readonly #write: (progress: RunProgress) => Promise<void>;
  readonly #now: () => Date;
  readonly #events: RunEvent[] = [];
  #done = 0;
  #total = 0;
  #requests = 0;
  #dirty = false;
  #writtenAt = 0;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param options.write - rejections are its own to handle */
  constructor(options: {
    write: (progress: RunProgress) => Promise<void>;
    now: () => Date;
  }) {
    this.#write = options.write;
    this.#now = options.now;
  }

  /** Begins to give signs of life. */
  start(): void {
    this.#writtenAt = Date.now();
    this.#timer = setInterval(() => this.#tick(), WRITE_EVERY_MS);
    this.#timer.unref();
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
    this.#done = done;
    this.#total = total;
    this.#dirty = true;
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
    const due = this.#dirty || Date.now() - this.#writtenAt >= HEARTBEAT_MS;
    if (this.#writing || !due) {
      return;
    }
    this.#dirty = false;
    this.#writtenAt = Date.now();
    this.#writing = this.#write(this.current()).finally(() => {
      this.#writing = undefined;
    });
  }
}
