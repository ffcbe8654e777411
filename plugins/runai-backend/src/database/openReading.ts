import knexFactory, { type Knex } from 'knex';

/** A few pages at once; what reads holds a connection for a moment only. */
const CONNECTIONS = 2;

/** A way to read that does not wait for what is being written. */
export interface Reading {
  knex: Knex;
  /** Ends connections that were opened for it. */
  close(): Promise<void>;
}

/**
 * Opens a database a second time, to read alone: what is answered is what was committed last.
 *
 * @remarks Knex has one connection to SQLite, which a poll or a run holds from the beginning of its transaction to the end: a page
 * would wait for all that stand in line. With a log that is written ahead (migrations.ts), who reads a file waits for nobody.
 * PostgreSQL has a pool of connections, and a database in memory is its one connection: both are read as they are.
 *
 * @param knex - migrated; stays open for as long as the other is
 */
export function openReading(knex: Knex): Reading {
  const { config, driverName } = knex.client;
  const file: unknown = config.connection?.filename;
  if (
    driverName !== 'better-sqlite3' ||
    typeof file !== 'string' ||
    file === '' ||
    file === ':memory:'
  ) {
    return { knex, close: async () => {} };
  }
  const reading = knexFactory({
    ...config,
    connection: {
      ...config.connection,
      options: { ...config.connection.options, readonly: true },
    },
    pool: { min: 0, max: CONNECTIONS },
  });
  return { knex: reading, close: () => reading.destroy() };
}
