import { fleetTotals } from '../database/fleetTotals';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /fleet` */
export function getFleet(
  router: RunaiRouter,
  { access, knex }: RouteDependencies,
) {
  router.get('/fleet', async (request, response) => {
    response.json(await fleetTotals(knex, await access.readable(request)));
  });
}
