import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { HistoryStore } from '../database/HistoryStore';

/** For how long transitions and observations are kept. */
export const HISTORY_KEPT_DAYS = 400;

/** Once a day, on one replica: removes what is older than it is kept. */
export async function scheduleRetention(options: {
  scheduler: SchedulerService;
  history: HistoryStore;
  now: () => Date;
}): Promise<void> {
  const { scheduler, history, now } = options;
  await scheduler.scheduleTask({
    id: 'runai-retention',
    scope: 'global',
    frequency: { hours: 24 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 5 },
    fn: async () => {
      const days = HISTORY_KEPT_DAYS * 24 * 60 * 60_000;
      await history.removeBefore(
        new Date(now().getTime() - days).toISOString(),
      );
    },
  });
}
