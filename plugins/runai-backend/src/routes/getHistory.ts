import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';
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
    const { declared, observed } = await access.authorize(
      request,
      request.params.cluster,
    );
    const present = ages();
    const { now } = present;
    const ago = (milliseconds: number) =>
      new Date(now.getTime() - milliseconds).toISOString();
    const { limit = DEFAULT_LIMIT, cursor, filter } = request.query;
    const since = request.query.since
      ? instantOf(request.query.since)
      : ago(DEFAULT_DAYS * DAY_MS);
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
        gapAfter: ago(gapMs(present, observed)),
      }),
    ]);
    response.json({ ...page, gaps });
  });
}

/**
 * The instant as it is stored, so that two of them compare as texts do.
 *
 * @throws InputError where it is none, or names no zone
 */
function instantOf(text: string): string {
  const instant = DateTime.fromISO(text, { setZone: true });
  if (!instant.isValid || !/(?:Z|[+-]\d{2}(?::?\d{2})?)$/i.test(text)) {
    throw new InputError(
      `since '${text}' is no moment; write it as ISO 8601 with Z or an offset, e.g. 2026-11-24T10:00:00Z`,
    );
  }
  return instant.toJSDate().toISOString();
}
