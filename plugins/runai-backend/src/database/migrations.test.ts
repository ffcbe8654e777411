import { mockServices } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { MIGRATIONS_DIRECTORY, openDatabase } from './migrations';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up and down again, one by one, and leave nothing', async () => {
    const knex = await databases.init(id);
    const [, pending]: [unknown, unknown[]] = await knex.migrate.list({
      directory: MIGRATIONS_DIRECTORY,
    });
    for (const _migration of pending) {
      await knex.migrate.up({ directory: MIGRATIONS_DIRECTORY });
    }
    expect(await knex.schema.hasTable('clusters')).toBe(true);
    for (const _migration of pending) {
      await knex.migrate.down({ directory: MIGRATIONS_DIRECTORY });
    }
    for (const table of ['clusters', 'nodes', 'results', 'runs', 'audit']) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }
    await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
  });

  it('allow one running run of a cluster', async () => {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
    await knex('clusters').insert({
      name: 'one',
      source_name: 'one',
      source: 'demo',
      title: 'one',
      environment: 'trial',
      declared: '{}',
      connection_axis: '{}',
      health_axis: '{}',
      readiness_axis: '{}',
      install_axis: '{}',
    });
    const run = (runId: string, status: string) =>
      knex('runs').insert({
        id: runId,
        cluster: 'one',
        status,
        trigger: 'user',
        started_at: '2026-11-24T10:00:00.000Z',
        heartbeat_at: '2026-11-24T10:00:00.000Z',
        scope: '{}',
        events: '[]',
      });
    await run('a', 'running');
    await run('b', 'queued');
    // Not toThrow: the error of the native module is none of this realm's.
    await expect(run('c', 'running')).rejects.toHaveProperty(
      'message',
      expect.stringMatching(/unique/i),
    );
  });
});

it('are refused to MySQL with a sentence, before anybody connects to it', async () => {
  // Nobody listens there: a connection would fail with other words.
  const knex = knexFactory({
    client: 'mysql2',
    connection: { host: '127.0.0.1', port: 1 },
  });
  await expect(openDatabase(mockServices.database({ knex }))).rejects.toThrow(
    'backend.database.client is mysql2: the plugin runai keeps its tables on SQLite or PostgreSQL alone',
  );
  await knex.destroy();
});
