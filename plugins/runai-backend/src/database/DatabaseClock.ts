import type { Knex } from 'knex';
import { databaseTime } from './databaseTime';

/**
 * Tells the time by the clock of the database: what replicas write down is compared with what others wrote, and their own
 * clocks may differ by minutes.
 */
export class DatabaseClock {
  readonly #knex: Knex;
  #aheadMs = 0;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static async create(options: { knex: Knex }): Promise<DatabaseClock> {
    const clock = new DatabaseClock(options.knex);
    await clock.adjust();
    return clock;
  }

  /** Asks the database again: clocks drift, and are put right. */
  async adjust(): Promise<void> {
    const before = Date.now();
    const row: { now: string } | undefined = await this.#knex
      .select({ now: databaseTime(this.#knex) })
      .first();
    if (row) {
      this.#aheadMs = Date.parse(row.now) - (before + Date.now()) / 2;
    }
  }

  now(): Date {
    return new Date(Math.round(Date.now() + this.#aheadMs));
  }
}
