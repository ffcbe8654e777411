import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { AuditStore } from '../audit/AuditStore';
import type { HistoryStore } from '../database/HistoryStore';

/** For how long transitions and observations are kept. */
export const HISTORY_KEPT_DAYS = 400;

/** For how long audit entries are kept. */
export const AUDIT_KEPT_DAYS = 90;

/** Once a day, on one replica: removes what is older than it is kept. */
export async function scheduleRetention(options: {
  scheduler: SchedulerService;
  history: HistoryStore;
  audit: AuditStore;
  now: () => Date;
}): Promise<void> {
  const { scheduler, history, audit, now } = options;
  const daysAgo = (days: number) =>
    new Date(now().getTime() - days * 24 * 60 * 60_000).toISOString();
  await scheduler.scheduleTask({
    id: 'runai-retention',
    scope: 'global',
    frequency: { hours: 24 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 5 },
    fn: async () => {
      await history.removeBefore(daysAgo(HISTORY_KEPT_DAYS));
      await audit.removeBefore(daysAgo(AUDIT_KEPT_DAYS));
    },
  });
}
