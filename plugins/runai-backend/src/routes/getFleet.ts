import { fleetTotals } from '../database/fleetTotals';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /fleet` */
export function getFleet(
  router: RunaiRouter,
  { access, knex, sourceTypes }: RouteDependencies,
) {
  router.get('/fleet', async (request, response) => {
    const totals = await fleetTotals(knex, await access.readable(request));
    response.json({ ...totals, sourceTypes: [...sourceTypes] });
  });
}
