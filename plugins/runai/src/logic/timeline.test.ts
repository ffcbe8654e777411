import { timelineDays } from './timeline';

const now = new Date('2026-11-24T12:00:00Z');

describe('timelineDays', () => {
  it('puts a gap where it began, and the one that the window begins with where it ended', () => {
    const days = timelineDays(
      [],
      [
        // The server's clock is three seconds ahead, and its window begins so much later.
        { from: '2026-10-25T12:00:03Z', to: '2026-11-20T08:00:00Z' },
        { from: '2026-11-22T08:00:00Z', to: '2026-11-23T08:00:00Z' },
      ],
      now,
    );

    expect(days.flatMap(({ entries }) => entries)).toEqual([
      { kind: 'gap', at: '2026-11-22T08:00:00Z', to: '2026-11-23T08:00:00Z' },
      { kind: 'beginning', at: '2026-11-20T08:00:00Z' },
    ]);
    expect(days.map(({ date }) => date)).toEqual(['2026-11-22', '2026-11-20']);
  });

  it('leaves out a gap that has not begun', () => {
    expect(
      timelineDays(
        [],
        [{ from: '2026-11-24T12:00:01Z', to: '2026-11-24T12:00:02Z' }],
        now,
      ),
    ).toEqual([]);
  });
});
