import { inRoot } from '../root.mjs';
import { startPostgres, whyNoPostgres } from './postgresServer.mjs';
import { jest, nodeTests } from './programs.mjs';

/** Tests of what is kept in the database; they run on every database that the environment names. */
const STORAGE_TESTS = 'plugins/runai-backend/src/(database|audit)/';

/** What needs PostgreSQL: each lane has a server of its own. @returns {import('../runLanes.mjs').Lane[]} */
export function postgresLanes() {
  return [
    {
      name: 'storage on PostgreSQL',
      missing: whyNoPostgres,
      run: async () => {
        const server = await startPostgres();
        try {
          return await jest([`--testPathPatterns=${STORAGE_TESTS}`], {
            BACKSTAGE_TEST_DISABLE_DOCKER: '1',
            BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
              server.connectionString,
          });
        } finally {
          await server.stop();
        }
      },
    },
    {
      name: 'two replicas on PostgreSQL',
      missing: whyNoPostgres,
      run: () => nodeTests([inRoot('e2e/replicas.test.mjs')]),
    },
  ];
}
