import { DateTime } from 'luxon';
import type { Timestamp } from '@runai-portal/backstage-plugin-runai-common';

/** How long ago something was, in the unit that a person would use; `date` beyond a week. */
export type Age =
  | { unit: 'seconds' | 'minutes' | 'hours' | 'days'; count: number }
  | { unit: 'date'; date: string };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The age of an instant.
 *
 * @param at - an instant; one in the future counts as now, since clocks differ by seconds
 * @param locale - for dates, the browser's where absent
 */
export function ageOf(at: Timestamp, now: Date, locale?: string): Age {
  const seconds = Math.max(
    0,
    Math.round((now.getTime() - Date.parse(at)) / 1000),
  );
  if (seconds < MINUTE) return { unit: 'seconds', count: seconds };
  if (seconds < HOUR)
    return { unit: 'minutes', count: Math.floor(seconds / MINUTE) };
  if (seconds < 2 * DAY)
    return { unit: 'hours', count: Math.floor(seconds / HOUR) };
  if (seconds < 7 * DAY)
    return { unit: 'days', count: Math.floor(seconds / DAY) };
  return { unit: 'date', date: shortDate(at, now, locale) };
}

/** Day and month, with the year where it is not this one. */
export function shortDate(at: Timestamp, now: Date, locale?: string): string {
  const date = DateTime.fromISO(at);
  const sameYear = date.year === DateTime.fromJSDate(now).year;
  return date
    .setLocale(locale ?? DateTime.now().locale ?? 'en')
    .toLocaleString({
      day: 'numeric',
      month: 'short',
      ...(sameYear ? {} : { year: 'numeric' }),
    });
}

/** The instant in full, in the reader's zone, for a tooltip. */
export function exactTime(at: Timestamp, locale?: string): string {
  const date = DateTime.fromISO(at);
  return (locale ? date.setLocale(locale) : date).toLocaleString(
    DateTime.DATETIME_MED_WITH_SECONDS,
  );
}
