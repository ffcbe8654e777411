import { DateTime } from 'luxon';
import type {
  HistoryPage,
  Timestamp,
  Transition,
} from '@runai-portal/backstage-plugin-runai-common';
import { stateLook, type StateVocabulary } from './states';
import { toneRank } from './tone';

/** One bar of the history strip. */
export interface HistoryDay {
  /** The day in the reader's zone, `yyyy-MM-dd`. */
  date: string;
  /** The worst state of the day; undefined where nothing was observed all day. */
  state?: string;
  /** Oldest first. */
  transitions: Transition[];
  /** Part of the day was not observed. */
  partlyObserved: boolean;
}

export interface HistoryDaysOptions {
  vocabulary: StateVocabulary;
  /** Of one axis or one check, in any order. */
  transitions: readonly Transition[];
  gaps: HistoryPage['gaps'];
  current: { state: string; since?: Timestamp };
  now: Date;
  /** 30 where absent. */
  days?: number;
}

interface Span {
  from: number;
  to: number;
  state: string;
}

/** What held when: one span a state, from the transitions and the present state. */
function spansOf(options: HistoryDaysOptions): Span[] {
  const { current, now } = options;
  const sorted = [...options.transitions].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  );
  const first = sorted[0];
  const spans: Span[] = [];
  if (first) {
    if (first.from)
      spans.push({
        from: -Infinity,
        to: Date.parse(first.at),
        state: first.from,
      });
  } else {
    const since = current.since ? Date.parse(current.since) : -Infinity;
    spans.push({ from: since, to: now.getTime(), state: current.state });
  }
  for (const [index, transition] of sorted.entries()) {
    const next = sorted[index + 1];
    spans.push({
      from: Date.parse(transition.at),
      to: next ? Date.parse(next.at) : now.getTime(),
      state: transition.to,
    });
  }
  return spans;
}

/** How many milliseconds of a span lie within gaps. */
function unobserved(
  from: number,
  to: number,
  gaps: HistoryPage['gaps'],
): number {
  return gaps.reduce((sum, gap) => {
    const overlap =
      Math.min(to, Date.parse(gap.to)) - Math.max(from, Date.parse(gap.from));
    return sum + Math.max(0, overlap);
  }, 0);
}

/** The last days, oldest first, today last. */
export function historyDays(options: HistoryDaysOptions): HistoryDay[] {
  const { vocabulary, transitions, gaps, now, days = 30 } = options;
  const spans = spansOf(options);
  const today = DateTime.fromJSDate(now).startOf('day');
  return Array.from({ length: days }, (_, index) => {
    const start = today.minus({ days: days - 1 - index });
    const from = start.toMillis();
    const to = Math.min(start.plus({ days: 1 }).toMillis(), now.getTime());
    const seen = spans
      .map(span => ({
        ...span,
        from: Math.max(from, span.from),
        to: Math.min(to, span.to),
      }))
      .filter(
        span =>
          span.to > span.from &&
          unobserved(span.from, span.to, gaps) < span.to - span.from,
      );
    const worst = seen
      .map(span => span.state)
      .sort(
        (a, b) =>
          toneRank(stateLook(vocabulary, a).tone) -
          toneRank(stateLook(vocabulary, b).tone),
      )[0];
    return {
      date: start.toISODate() ?? '',
      state: worst,
      transitions: transitions
        .filter(
          ({ at }) =>
            Date.parse(at) >= from &&
            Date.parse(at) < start.plus({ days: 1 }).toMillis(),
        )
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
      partlyObserved: worst !== undefined && unobserved(from, to, gaps) > 0,
    };
  });
}
