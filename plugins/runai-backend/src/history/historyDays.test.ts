import type { Transition } from '@runai-portal/backstage-plugin-runai-common';
import { DateTime } from 'luxon';
import { daysUntil, historyDays, type HistoryDaysOptions } from './historyDays';

const now = DateTime.fromISO('2026-11-24T12:00:00Z', { zone: 'utc' });
const DAY = 24 * 60 * 60_000;
const ago = (days: number) =>
  new Date(now.toMillis() - days * DAY).toISOString();

function change(at: string, from: string | undefined, to: string): Transition {
  return { id: at, axis: 'health', ...(from && { from }), to, at };
}

function strip(more: Partial<HistoryDaysOptions>) {
  return historyDays({
    days: daysUntil(now, 4),
    now: now.toJSDate(),
    transitions: [],
    gaps: [],
    worstToBest: ['unavailable', 'degraded', 'healthy'],
    ...more,
  });
}
const states = (more: Partial<HistoryDaysOptions>) =>
  strip(more).map(({ state }) => state);

describe('the days of a history', () => {
  it('hold the state that held before them where nothing changed', () => {
    expect(states({ before: 'healthy' })).toEqual(Array(4).fill('healthy'));
    expect(strip({}).map(({ date }) => date)).toEqual([
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
      '2026-11-24',
    ]);
  });

  it('hold nothing before the first look, which is no change', () => {
    const days = strip({ transitions: [change(ago(1), undefined, 'healthy')] });
    expect(days.map(({ state }) => state)).toEqual([
      undefined,
      undefined,
      'healthy',
      'healthy',
    ]);
    expect(days.map(({ changes }) => changes)).toEqual([0, 0, 0, 0]);
  });

  it('tell the worst state of a day, and leave the days before a change as they were', () => {
    const transitions = [
      change(ago(1.2), 'healthy', 'degraded'),
      change(ago(1.1), 'degraded', 'healthy'),
    ];
    const days = strip({ before: 'healthy', transitions });
    expect(days.map(({ state }) => state)).toEqual([
      'healthy',
      'healthy',
      'degraded',
      'healthy',
    ]);
    expect(days[2]).toMatchObject({ changes: 2, transitions });
  });

  it('say of a day that nobody observed that it was not observed, and of one that was in part', () => {
    const gaps = [{ from: ago(2.5), to: ago(1.2) }];
    const days = strip({ before: 'healthy', gaps });
    expect(days.map(({ state }) => state)).toEqual([
      'healthy',
      undefined,
      'healthy',
      'healthy',
    ]);
    expect(days.map(({ partlyObserved }) => partlyObserved)).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('begin when they begin for the reader', () => {
    const [first] = daysUntil(now.setZone('Asia/Tokyo'), 1);
    expect(first.toUTC().toISO()).toBe('2026-11-23T15:00:00.000Z');
  });
});
