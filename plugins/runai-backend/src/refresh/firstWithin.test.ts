import { firstPollsWithin, firstRunsWithin } from './firstWithin';

const QUARTER = 15 * 60_000;

describe('what is spread when a portal starts', () => {
  it('sees every cluster within half a minute', () => {
    expect([1, 100, 300, 1_000].map(firstPollsWithin)).toEqual([
      100, 10_000, 30_000, 30_000,
    ]);
  });

  it('judges a few clusters at once, and many one after the other, none later than it would be anyway', () => {
    const within = [1, 30, 300, 1_000].map(count =>
      firstRunsWithin(count, QUARTER),
    );
    expect(within).toEqual([300, 9_000, 300_000, QUARTER]);
  });
});
