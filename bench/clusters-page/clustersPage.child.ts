import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import createKnex from 'knex';
import { request } from 'undici';
import { MIGRATIONS_DIRECTORY } from '../../plugins/runai-backend/src/database/migrations';
import { getClusters } from '../../plugins/runai-backend/src/routes/getClusters';
import { createOpenApiRouter } from '../../plugins/runai-backend/src/schema/openapi';
import { childInput, report } from '../lib/child';
import { median } from '../lib/measurement';
import { seedFleet } from './seedFleet';

/** How a page of the list fared. */
export interface ClustersPageCost {
  milliseconds: number;
  items: number;
  totalItems: number;
}

const WARM_UP = 30;
const REQUESTS = 200;

/** Serves `GET /clusters` over a database of so many clusters, and asks for a page of 100 again and again. */
async function main() {
  const { clusters } = childInput<{ clusters: number }>();
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
  const router = await createOpenApiRouter({});
  getClusters(router, {
    access: { readable: async () => 'all' },
    clusters: await seedFleet(knex, clusters),
    ages: () => ({ now: new Date(), pollMs: 60_000 }),
  });
  const server = createServer(express().use(router)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const times: number[] = [];
  let page = { items: [], totalItems: 0 };
  for (let index = 0; index < WARM_UP + REQUESTS; index++) {
    const startedAt = performance.now();
    const { statusCode, body } = await request(
      `http://127.0.0.1:${port}/clusters?limit=100`,
    );
    page = (await body.json()) as typeof page;
    if (statusCode !== 200) {
      throw new Error(`The page was answered with ${statusCode}`);
    }
    if (index >= WARM_UP) {
      times.push(performance.now() - startedAt);
    }
  }
  report({
    milliseconds: median(times),
    items: page.items.length,
    totalItems: page.totalItems,
  } satisfies ClustersPageCost);
  server.close();
  server.closeAllConnections();
  await knex.destroy();
  process.disconnect?.();
}

void main();
