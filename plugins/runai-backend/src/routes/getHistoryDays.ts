import { InputError } from '@backstage/errors';
import { AXES } from '@runai-portal/backstage-plugin-runai-common';
import { DateTime } from 'luxon';
import { gapMs } from '../clusters/toSummary';
import { WORST_TO_BEST } from '../database/clusterFields';
import { daysUntil, historyDays } from '../history/historyDays';
import type { RouteDependencies, RunaiRouter } from './types';

const DEFAULT_DAYS = 30;

/** As `badness` of the vocabulary ranks them. */
const CHECK_WORST_TO_BEST = ['fail', 'unknown', 'warn', 'skipped', 'pass'];

/** `GET /clusters/:cluster/history/days` */
export function getHistoryDays(
  router: RunaiRouter,
  { access, history, ages }: RouteDependencies,
) {
  router.get('/clusters/:cluster/history/days', async (request, response) => {
    const { declared, observed } = await access.authorize(
      request,
      request.params.cluster,
    );
    const { name: cluster } = declared;
    const {
      axis = [],
      checkId = [],
      days: count = DEFAULT_DAYS,
      zone,
    } = request.query;
    const present = ages();
    const days = daysUntil(inZone(present.now, zone), count);
    const since = days[0].toJSDate().toISOString();
    const gaps = await history.gaps({
      cluster,
      since,
      now: present.now.toISOString(),
      gapAfter: new Date(
        present.now.getTime() - gapMs(present, observed),
      ).toISOString(),
    });
    const nothingNamed = axis.length + checkId.length === 0;
    const subjects = [
      ...(nothingNamed ? AXES : axis).map(name => ({ axis: name })),
      ...checkId.map(id => ({ checkId: id })),
    ];
    const items = await Promise.all(
      subjects.map(async of => {
        const strip = historyDays({
          ...(await history.since({ cluster, of, since })),
          days,
          now: present.now,
          gaps,
          worstToBest:
            'axis' in of ? WORST_TO_BEST[of.axis] : CHECK_WORST_TO_BEST,
        });
        const changes = strip.reduce((sum, day) => sum + day.changes, 0);
        return { ...of, changes, days: strip };
      }),
    );
    response.json({ items });
  });
}

function inZone(now: Date, zone = 'utc'): DateTime {
  const moment = DateTime.fromJSDate(now, { zone });
  if (!moment.isValid) {
    throw new InputError(`zone '${zone}' is not known`);
  }
  return moment;
}
