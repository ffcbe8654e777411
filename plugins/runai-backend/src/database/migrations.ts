import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Where the migrations are, in the repository as in the published package. */
export const MIGRATIONS_DIRECTORY = resolvePackagePath(
  '@runai-portal/backstage-plugin-runai-backend',
  'migrations',
);

/** Connects to the plugin's database and brings its tables up to date, unless the configuration says that somebody else does. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
  }
  return knex;
}
