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
  /** What was seen for the first time on that day: the beginning of a history, not a change. */
  | { kind: 'first'; at: Timestamp; transitions: Transition[] };

/** The entries of one day. */
export interface TimelineDayEntries {
  /** `yyyy-MM-dd` in the reader's zone. */
  date: string;
  entries: TimelineEntry[];
}

/** Whether something became other than it was; else it was seen for the first time. */
export function isChange({ from }: Transition): boolean {
  return from !== undefined;
}

/** First observations, those of one day together, at the time of the latest. */
function firstSeen(transitions: readonly Transition[]): TimelineEntry[] {
  const days = new Map<string, Transition[]>();
  for (const transition of transitions) {
    if (isChange(transition)) continue;
    const date = DateTime.fromISO(transition.at).toISODate() ?? '';
    days.set(date, [...(days.get(date) ?? []), transition]);
  }
  return [...days.values()].map(list => ({
    kind: 'first',
    at: list
      .map(({ at }) => at)
      .sort((a, b) => Date.parse(b) - Date.parse(a))[0],
    transitions: list,
  }));
}

/** Transitions and gaps by day, newest first; what began before the window stands at its beginning. */
export function timelineDays(
  transitions: readonly Transition[],
  gaps: HistoryPage['gaps'],
  now: Date,
): TimelineDayEntries[] {
  const entries: TimelineEntry[] = [
    ...transitions.filter(isChange).map(transition => ({
      kind: 'transition' as const,
      at: transition.at,
      transition,
    })),
    ...firstSeen(transitions),
    ...gaps
      .filter(gap => Date.parse(gap.from) < now.getTime())
      .map(gap => ({ kind: 'gap' as const, at: gap.from, to: gap.to })),
  ].sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const date = DateTime.fromISO(entry.at).toISODate() ?? '';
    days.set(date, [...(days.get(date) ?? []), entry]);
  }
  return [...days].map(([date, list]) => ({ date, entries: list }));
}
