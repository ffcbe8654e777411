import {
  runaiClusterRegisterPermission,
  type ConnectionTest,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ActResult } from '../access/Act';
import { testConnection } from '../registration/testConnection';
import { TooManyTestsError } from '../registration/TestsPerMinute';
import { writtenAddress } from '../registration/writtenAddress';
import type { RouteDependencies, RunaiRouter } from './types';

/** `POST /connection-tests` */
export function createConnectionTest(
  router: RunaiRouter,
  { portal, servers, engine, tests, ages }: RouteDependencies,
) {
  router.post('/connection-tests', async (request, response) => {
    const leaving = new AbortController();
    response.once('close', () => leaving.abort());
    const server = writtenAddress(request.body.server);
    try {
      const result = await portal.perform(
        request,
        {
          action: 'connection.test',
          permission: runaiClusterRegisterPermission,
          target: { verb: 'connect', ...(server && { path: server }) },
        },
        async ({ actor }) => {
          tests.count(actor);
          const now = () => ages().now;
          const testedAt = now().toISOString();
          const began = performance.now();
          const found = await testConnection(request.body, {
            servers,
            engine,
            now,
            signal: leaving.signal,
          });
          const durationMs = Math.round(performance.now() - began);
          const test = { server, testedAt, durationMs, ...found };
          return [test, resultOf(test)];
        },
      );
      response.json(result);
    } catch (error) {
      if (error instanceof TooManyTestsError) {
        response.set('Retry-After', String(error.retryAfter));
      }
      throw error;
    }
  });
}

/** What the audit entry says of it: the first thing that is not as it must be. */
function resultOf({
  reachable,
  credentials,
  permissions,
}: ConnectionTest): ActResult {
  const { reason } =
    [reachable, credentials, permissions].find(
      ({ state }) => state !== 'passed',
    ) ?? {};
  return reason ? { outcome: 'failed', reason } : { outcome: 'allowed' };
}
