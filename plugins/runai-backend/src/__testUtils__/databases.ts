import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { MIGRATIONS_DIRECTORY } from '../database/migrations';

/**
 * SQLite, and PostgreSQL where the environment names one: see `BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING` of
 * Backstage's test utilities. No container is started for it.
 */
export function testDatabases(): TestDatabases {
  const ids: TestDatabaseId[] = ['SQLITE_3'];
  if (process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING) {
    ids.push('POSTGRES_15');
  }
  return TestDatabases.create({ ids });
}

/** Whether several replicas can have that database at a time: SQLite has but one process. */
export function isShared(id: TestDatabaseId): boolean {
  return id.startsWith('POSTGRES');
}

/**
 * Connections of as many replicas to one fresh database without tables.
 *
 * @returns also how to close them
 */
export async function replicasOf(
  databases: TestDatabases,
  id: TestDatabaseId,
  count: number,
): Promise<{ replicas: Knex[]; close: () => Promise<void> }> {
  const first = await databases.init(id);
  const replicas = Array.from({ length: count }, () =>
    knexFactory({ ...first.client.config, pool: { min: 0, max: 10 } }),
  );
  return {
    replicas,
    close: async () => {
      await Promise.all(replicas.map(replica => replica.destroy()));
    },
  };
}

/** A fresh database with our tables. */
export async function migrated(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Knex> {
  const knex = await databases.init(id);
  await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
  return knex;
}
