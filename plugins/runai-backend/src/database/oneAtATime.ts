import type { Knex } from 'knex';

/** The name of our lock among the advisory locks of a database; any number that others are unlikely to take. */
const LOCK = 0x72756e61;

/**
 * A transaction that only one replica has at a time. It is for what every replica does when it starts: tables that come to be, and
 * rows that are there once.
 *
 * @remarks On PostgreSQL an advisory lock makes the others wait; it ends with the transaction, also where the replica died. SQLite
 * has one process and lets one transaction write at a time.
 */
export async function oneAtATime<T>(
  knex: Knex,
  work: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async transaction => {
    if (transaction.client.driverName === 'pg') {
      await transaction.raw('SELECT pg_advisory_xact_lock(?)', [LOCK]);
    }
    return work(transaction);
  });
}
