import type { Axis } from '@runai-portal/backstage-plugin-runai-common';
import { nextSteadyAxis, type Pending } from './hysteresis';

type Word = 'unavailable' | 'degraded' | 'progressing' | 'healthy' | 'unknown';
const second = (count: number) =>
  new Date(Date.UTC(2026, 10, 24, 10, 0, count)).toISOString();

/** The states after looks at the axis, one after the other, each so many seconds after the first. */
function states(...looks: [Word, number][]): Word[] {
  let axis: Axis<Word> = { state: 'unknown' };
  let pending: Pending | undefined;
  return looks.map(([state, at]) => {
    ({ axis, pending } = nextSteadyAxis<Word>({
      before: axis,
      pending,
      seen: { state, message: `It is ${state}` },
      at: second(at),
      worstToBest: ['unavailable', 'degraded', 'progressing', 'healthy'],
    }));
    return axis.state;
  });
}

describe('an axis that believes a change when it stays', () => {
  it('is what was seen first', () => {
    expect(states(['degraded', 0])).toEqual(['degraded']);
  });

  it('is worse after two polls in a row', () => {
    expect(states(['healthy', 0], ['degraded', 20], ['degraded', 40])).toEqual([
      'healthy',
      'healthy',
      'degraded',
    ]);
    expect(
      states(
        ['healthy', 0],
        ['degraded', 20],
        ['healthy', 40],
        ['degraded', 60],
        ['healthy', 80],
      ),
    ).toEqual(Array(5).fill('healthy'));
  });

  it('is as bad as it was seen last when it becomes worse', () => {
    expect(
      states(['healthy', 0], ['degraded', 20], ['unavailable', 40]),
    ).toEqual(['healthy', 'healthy', 'unavailable']);
  });

  it('is better after three polls in a row', () => {
    expect(
      states(
        ['degraded', 0],
        ['healthy', 20],
        ['healthy', 40],
        ['healthy', 60],
      ),
    ).toEqual(['degraded', 'degraded', 'degraded', 'healthy']);
  });

  it('is as good as the worst of those three', () => {
    expect(
      states(
        ['unavailable', 0],
        ['healthy', 20],
        ['progressing', 40],
        ['healthy', 60],
      ),
    ).toEqual(['unavailable', 'unavailable', 'unavailable', 'progressing']);
  });

  it('does not wait where nobody can tell, and not after that', () => {
    expect(states(['healthy', 0], ['unknown', 20], ['degraded', 40])).toEqual([
      'healthy',
      'unknown',
      'degraded',
    ]);
  });

  it('says what it said, and that it was looked at, while a change waits', () => {
    const before: Axis<Word> = {
      state: 'healthy',
      message: 'All is well',
      since: second(0),
      observedAt: second(0),
    };
    expect(
      nextSteadyAxis<Word>({
        before,
        seen: { state: 'degraded' },
        at: second(20),
        worstToBest: ['degraded', 'healthy'],
      }),
    ).toEqual({
      axis: { ...before, observedAt: second(20) },
      pending: {
        direction: 'worse',
        state: 'degraded',
        since: second(20),
        polls: 1,
      },
    });
  });
});
