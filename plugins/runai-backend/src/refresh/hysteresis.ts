import type { Axis } from '@runai-portal/backstage-plugin-runai-common';
import { nextAxis, type Seen } from './nextAxis';

/** Another state that polls saw in a row, and that does not hold for long enough yet. */
export interface Pending {
  direction: 'worse' | 'better';
  /** The worst that was seen since it began. */
  state: string;
  /** When it was seen first; ISO 8601. */
  since: string;
  /** Polls in a row. */
  polls: number;
}

/** After so many polls in a row, or so long, something worse holds; after so many something better does. */
export const WORSE_AFTER_POLLS = 2;
export const WORSE_AFTER_MS = 90_000;
export const BETTER_AFTER_POLLS = 3;

/**
 * The axis after a look at it, which believes a change only when it stays: one pod that moves, or one slow answer, is no news.
 *
 * @remarks The first observation sets the state, and so does one that cannot tell, or that follows one that could not: there is
 * no state then to hold on to.
 *
 * @param options.worstToBest - the states between which changes wait; others hold at once
 */
export function nextSteadyAxis<S extends string>(options: {
  before: Axis<S>;
  pending?: Pending;
  seen: Seen<S>;
  at: string;
  worstToBest: readonly S[];
}): { axis: Axis<S>; pending?: Pending } {
  const { before, seen, at, worstToBest } = options;
  const rank = (state: string) =>
    worstToBest.findIndex(known => known === state);
  const was = rank(before.state);
  const is = rank(seen.state);
  if (was < 0 || is < 0 || was === is || before.since === undefined) {
    return { axis: nextAxis(before, seen, at) };
  }
  const direction = is < was ? 'worse' : 'better';
  const continued =
    options.pending?.direction === direction ? options.pending : undefined;
  const pending: Pending = {
    direction,
    state:
      continued && rank(continued.state) < is ? continued.state : seen.state,
    since: continued?.since ?? at,
    polls: (continued?.polls ?? 0) + 1,
  };
  if (!holds(pending, at)) {
    return { axis: { ...before, observedAt: at }, pending };
  }
  // Of several better states the worst is believed: its words are not those of this poll, but the next one brings them.
  const believed =
    direction === 'better' && pending.state !== seen.state
      ? { state: worstToBest[rank(pending.state)] }
      : seen;
  return { axis: nextAxis(before, believed, at) };
}

function holds({ direction, polls, since }: Pending, at: string): boolean {
  return direction === 'better'
    ? polls >= BETTER_AFTER_POLLS
    : polls >= WORSE_AFTER_POLLS ||
        Date.parse(at) - Date.parse(since) >= WORSE_AFTER_MS;
}
