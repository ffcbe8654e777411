import type { LoggerService } from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import type { AuditStore, NewAuditEntry } from './AuditStore';

/** Rows of one statement: SQLite takes no more than 500. */
const BATCH = 100;
const RETRY_MS = 5_000;

/** What the trail works with. */
export interface AuditTrailOptions {
  store: Pick<AuditStore, 'add'>;
  logger: LoggerService;
  /** Entries that wait while the database takes none; the oldest are given up for newer ones. */
  capacity?: number;
  /** How long a database that failed is left alone, in milliseconds. */
  retryMs?: number;
}

/**
 * Writes entries behind the requests that they tell of: in batches, one at a time, at once where nothing is being written. A
 * database that fails is logged once, and asked again; no request fails or waits for it.
 */
export class AuditTrail {
  readonly #options: Required<AuditTrailOptions>;
  #waiting: NewAuditEntry[] = [];
  #writing: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #failing = false;
  #lost = 0;

  constructor(options: AuditTrailOptions) {
    this.#options = { capacity: 5_000, retryMs: RETRY_MS, ...options };
  }

  /** Returns at once. */
  add(entry: NewAuditEntry): void {
    this.#waiting.push(entry);
    if (this.#waiting.length > this.#options.capacity) {
      this.#waiting.shift();
      this.#lose();
    }
    if (!this.#retry) {
      this.#write();
    }
  }

  /** Waits until everything that was added is written, or the database has refused it once more; not tried again by itself. */
  async flush(): Promise<void> {
    clearTimeout(this.#retry);
    await this.#write();
    clearTimeout(this.#retry);
    if (this.#waiting.length > 0) {
      this.#options.logger.error(
        `${this.#waiting.length} audit entries were not written`,
      );
    }
  }

  #write(): Promise<void> {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    const { store } = this.#options;
    // What is added in this same turn goes with it.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      try {
        await store.add(batch);
      } catch (error) {
        this.#waiting.unshift(...batch);
        this.#failed(error);
        return;
      }
    }
    this.#caughtUp();
  }

  #failed(error: unknown): void {
    assertError(error);
    const { logger, retryMs } = this.#options;
    if (!this.#failing) {
      this.#failing = true;
      logger.error(
        `Audit entries cannot be written now and are kept: ${reasonOf(error)}`,
      );
    }
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#write();
    }, retryMs).unref();
  }

  #lose(): void {
    if (this.#lost === 0) {
      this.#options.logger.error(
        'More audit entries wait to be written than are kept: the oldest are given up',
      );
    }
    this.#lost += 1;
  }

  #caughtUp(): void {
    if (this.#failing || this.#lost > 0) {
      this.#options.logger.info(
        `Audit entries are written again; ${this.#lost} were given up`,
      );
    }
    this.#failing = false;
    this.#lost = 0;
  }
}

/** Without the statement, which knex puts before it with all its values. */
function reasonOf({ message }: Error): string {
  return message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '');
}
