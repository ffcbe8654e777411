import { ageOf } from './age';

const now = new Date('2026-05-20T12:00:00Z');

describe('ageOf', () => {
  it.each([
    ['2026-05-20T12:00:00Z', { unit: 'seconds', count: 0 }],
    ['2026-05-20T11:59:01Z', { unit: 'seconds', count: 59 }],
    ['2026-05-20T11:59:00Z', { unit: 'minutes', count: 1 }],
    ['2026-05-20T11:00:01Z', { unit: 'minutes', count: 59 }],
    ['2026-05-20T11:00:00Z', { unit: 'hours', count: 1 }],
    ['2026-05-18T12:00:01Z', { unit: 'hours', count: 47 }],
    ['2026-05-18T12:00:00Z', { unit: 'days', count: 2 }],
    ['2026-05-13T12:00:01Z', { unit: 'days', count: 6 }],
    ['2026-05-03T12:00:00Z', { unit: 'date', date: 'May 3' }],
    ['2025-05-03T12:00:00Z', { unit: 'date', date: 'May 3, 2025' }],
  ])('says of %s: %j', (at, age) => {
    expect(ageOf(at, now, 'en-US')).toEqual(age);
  });

  it('takes an instant in the future for now, since clocks differ', () => {
    expect(ageOf('2026-05-20T12:00:09Z', now)).toEqual({
      unit: 'seconds',
      count: 0,
    });
  });
});
