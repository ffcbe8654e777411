import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isPostgres } from './databaseTime';
import { oneAtATime } from './oneAtATime';

/** Where the migrations are, in the repository as in the published package. */
export const MIGRATIONS_DIRECTORY = resolvePackagePath(
  '@runai-portal/backstage-plugin-runai-backend',
  'migrations',
);

/**
 * Connects to the plugin's database and brings its tables up to date, unless the configuration says that somebody else does.
 *
 * @remarks Replicas that start at the same time wait for each other. Knex' own lock makes the second one fail instead, and stays
 * where the first one dies: https://knexjs.org/guide/migrations.html#notes-about-locks
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  refuseOthers(knex);
  await writeAhead(knex);
  if (!database.migrations?.skip) {
    await oneAtATime(knex, transaction =>
      transaction.migrate.latest({ directory: MIGRATIONS_DIRECTORY }),
    );
  }
  return knex;
}

/** @throws Error with one sentence where the database is none that the tables are made for, before anything is written to it */
function refuseOthers(knex: Knex): void {
  const driver = String(knex.client.driverName);
  if (/mysql/i.test(driver)) {
    throw new Error(
      `backend.database.client is ${driver}: the plugin runai keeps its tables on SQLite or PostgreSQL alone; give it one of them under backend.database.plugin.runai.`,
    );
  }
}

/**
 * SQLite waits for the disk at every transaction, and all of the portal with it. With a log that is written ahead it does not; what a
 * power cut may cost is the last polls, never the file.
 */
async function writeAhead(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) {
    await knex.raw('PRAGMA journal_mode = WAL');
    await knex.raw('PRAGMA synchronous = NORMAL');
  }
}
