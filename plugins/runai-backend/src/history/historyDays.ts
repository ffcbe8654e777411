import type {
  HistoryDay,
  Transition,
} from '@runai-portal/backstage-plugin-runai-common';
import { DateTime } from 'luxon';
import type { Span } from '../database/HistoryStore';

/** What the days of an axis or a check are made from. */
export interface HistoryDaysOptions {
  /** Beginnings of the days, oldest first; made by {@link daysUntil}. */
  days: readonly DateTime[];
  now: Date;
  /** Within the days, oldest first, first looks included. */
  transitions: readonly Transition[];
  /** The state when the first day began; undefined where it had not been looked at. */
  before?: string;
  /** Spans without an observation, oldest first. */
  gaps: readonly Span[];
  /** States from worst to best; one that is not named is better than all of them. */
  worstToBest: readonly string[];
}

/** Transitions that are told of one day. */
const TOLD_A_DAY = 20;

/** The beginnings of the last days in a zone, today's last. */
export function daysUntil(now: DateTime, count: number): DateTime[] {
  const today = now.startOf('day');
  return Array.from({ length: count }, (_, index) =>
    today.minus({ days: count - 1 - index }),
  );
}

/** The worst state of each day, whether it was observed, and what changed. */
export function historyDays(options: HistoryDaysOptions): HistoryDay[] {
  const { days, now, gaps, worstToBest } = options;
  const held = statesHeld(options);
  return days.map((start, index) => {
    const from = start.toMillis();
    const next = days[index + 1] ?? start.plus({ days: 1 });
    const to = Math.min(next.toMillis(), now.getTime());
    const seen = held
      .map(({ state, ...span }) => ({
        state,
        from: Math.max(from, span.from),
        to: Math.min(to, span.to),
      }))
      .filter(span => unobserved(span, gaps) < span.to - span.from);
    const [worst] = seen
      .map(({ state }) => state)
      .sort((a, b) => rank(a, worstToBest) - rank(b, worstToBest));
    const changes = options.transitions.filter(
      ({ at, from: was }) =>
        was !== undefined && Date.parse(at) >= from && Date.parse(at) < to,
    );
    return {
      date: start.toISODate() ?? '',
      ...(worst !== undefined && { state: worst }),
      changes: changes.length,
      transitions: changes.slice(0, TOLD_A_DAY),
      partlyObserved: worst !== undefined && unobserved({ from, to }, gaps) > 0,
    };
  });
}

interface Held {
  state: string;
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
}

function statesHeld({ transitions, before, now }: HistoryDaysOptions): Held[] {
  const held: Held[] = [];
  let state = before ?? transitions[0]?.from;
  let from = -Infinity;
  for (const { at, to } of transitions) {
    if (state !== undefined) {
      held.push({ state, from, to: Date.parse(at) });
    }
    state = to;
    from = Date.parse(at);
  }
  if (state !== undefined) {
    held.push({ state, from, to: now.getTime() });
  }
  return held;
}

/** How many milliseconds of a span lie within gaps. */
function unobserved(
  { from, to }: { from: number; to: number },
  gaps: readonly Span[],
): number {
  return gaps.reduce((sum, gap) => {
    const overlap =
      Math.min(to, Date.parse(gap.to)) - Math.max(from, Date.parse(gap.from));
    return sum + Math.max(0, overlap);
  }, 0);
}

function rank(state: string, worstToBest: readonly string[]): number {
  const index = worstToBest.indexOf(state);
  return index < 0 ? worstToBest.length : index;
}
