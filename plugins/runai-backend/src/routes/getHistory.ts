import { gapMs } from '../clusters/toSummary';
import { parseFilters } from '../database/filters';
import {
  DEFAULT_LIMIT,
  type RouteDependencies,
  type RunaiRouter,
} from './types';

const DAY_MS = 24 * 60 * 60_000;
const DEFAULT_DAYS = 30;

/** `GET /clusters/:cluster/history` */
export function getHistory(
  router: RunaiRouter,
  { access, history, ages }: RouteDependencies,
) {
  router.get('/clusters/:cluster/history', async (request, response) => {
    const { declared } = await access.read(request, request.params.cluster);
    const present = ages();
    const { now } = present;
    const ago = (milliseconds: number) =>
      new Date(now.getTime() - milliseconds).toISOString();
    const {
      since = ago(DEFAULT_DAYS * DAY_MS),
      limit = DEFAULT_LIMIT,
      cursor,
      filter,
    } = request.query;
    const [page, gaps] = await Promise.all([
      history.page({
        cluster: declared.name,
        since,
        filters: parseFilters(filter),
        limit,
        cursor,
      }),
      history.gaps({
        cluster: declared.name,
        since,
        now: now.toISOString(),
        gapAfter: ago(gapMs(present)),
      }),
    ]);
    response.json({ ...page, gaps });
  });
}
