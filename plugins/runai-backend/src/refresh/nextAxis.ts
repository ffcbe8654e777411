import type { Axis } from '@runai-portal/backstage-plugin-runai-common';

/** What was seen of an axis just now. */
export interface Seen<S extends string> {
  state: S;
  reason?: string;
  message?: string;
}

/**
 * The axis after a look at it: `since` stays while the state stays, and beside `unknown` stands what was known last.
 *
 * @param at - when it was looked at, ISO 8601
 */
export function nextAxis<S extends string>(
  before: Axis<S>,
  seen: Seen<S>,
  at: string,
): Axis<S> {
  const stays = before.state === seen.state && before.since !== undefined;
  const lastKnown =
    seen.state === 'unknown' ? before.lastKnown ?? known(before) : undefined;
  return {
    state: seen.state,
    since: stays ? before.since : at,
    ...(seen.reason && { reason: seen.reason }),
    ...(seen.message && { message: seen.message }),
    observedAt: at,
    ...(lastKnown && { lastKnown }),
  };
}

function known<S extends string>(axis: Axis<S>): Axis<S>['lastKnown'] {
  return axis.state !== 'unknown' && axis.observedAt
    ? { state: axis.state, observedAt: axis.observedAt }
    : undefined;
}
