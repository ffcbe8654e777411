import { DateTime } from 'luxon';
import type {
  HistoryPage,
  Timestamp,
  Transition,
} from '@runai-portal/backstage-plugin-runai-common';

/** One line of the timeline. */
export type TimelineEntry =
  | { kind: 'transition'; at: Timestamp; transition: Transition }
  | { kind: 'gap'; at: Timestamp; to: Timestamp }
  /** Nothing was observed in the window before that time. */
  | { kind: 'beginning'; at: Timestamp };

/** The entries of one day. */
export interface TimelineDayEntries {
  /** `yyyy-MM-dd` in the reader's zone. */
  date: string;
  entries: TimelineEntry[];
}

/** The API tells of so many days where it is not asked for others. */
const WINDOW_MS = 30 * 24 * 60 * 60_000;

/** So far apart the server's clock and the reader's may be; gaps end where the server's window does. */
const CLOCKS_MS = 60 * 60_000;

/** Transitions and gaps by day, newest first; a gap that the window begins with stands where it ends. */
export function timelineDays(
  transitions: readonly Transition[],
  gaps: HistoryPage['gaps'],
  now: Date,
): TimelineDayEntries[] {
  const entries: TimelineEntry[] = [
    ...transitions.map(transition => ({
      kind: 'transition' as const,
      at: transition.at,
      transition,
    })),
    ...gaps
      .filter(gap => Date.parse(gap.from) < now.getTime())
      .map(({ from, to }) =>
        Date.parse(from) <= now.getTime() - WINDOW_MS + CLOCKS_MS
          ? { kind: 'beginning' as const, at: to }
          : { kind: 'gap' as const, at: from, to },
      ),
  ].sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const date = DateTime.fromISO(entry.at).toISODate() ?? '';
    days.set(date, [...(days.get(date) ?? []), entry]);
  }
  return [...days].map(([date, list]) => ({ date, entries: list }));
}
