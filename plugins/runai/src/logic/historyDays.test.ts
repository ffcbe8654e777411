import { ago, aTransition, DAY, HOUR, NOW } from '../testing/builders';
import { historyDays, type HistoryDaysOptions } from './historyDays';

function states(options: Partial<HistoryDaysOptions>) {
  const days = historyDays({
    vocabulary: 'health',
    transitions: [],
    gaps: [],
    current: { state: 'healthy' },
    now: NOW,
    days: 5,
    ...options,
  });
  return days.map(day => day.state);
}

describe('historyDays', () => {
  it('holds the present state where nothing changed', () => {
    expect(states({})).toEqual(Array(5).fill('healthy'));
  });

  it('shows nothing before the state was first observed', () => {
    expect(
      states({ current: { state: 'healthy', since: ago(2 * DAY) } }),
    ).toEqual([undefined, undefined, 'healthy', 'healthy', 'healthy']);
  });

  it('shows the worst state of a day, whatever the order of the transitions', () => {
    const transitions = [
      aTransition('2', ago(2 * DAY - HOUR), {
        from: 'degraded',
        to: 'healthy',
      }),
      aTransition('1', ago(2 * DAY), { from: 'healthy', to: 'degraded' }),
    ];
    expect(states({ transitions })).toEqual([
      'healthy',
      'healthy',
      'degraded',
      'healthy',
      'healthy',
    ]);
  });

  it('leaves a day out that nobody observed, and marks one that was observed in part', () => {
    const gaps = [{ from: ago(3 * DAY), to: ago(DAY + HOUR) }];
    expect(states({ gaps })).toEqual([
      'healthy',
      'healthy',
      undefined,
      'healthy',
      'healthy',
    ]);
    const days = historyDays({
      vocabulary: 'health',
      transitions: [],
      gaps,
      current: { state: 'healthy' },
      now: NOW,
      days: 5,
    });
    expect(days.map(day => day.partlyObserved)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('does not show a state that held within a gap alone', () => {
    const transitions = [
      aTransition('1', ago(2 * DAY), { from: 'healthy', to: 'degraded' }),
      aTransition('2', ago(2 * DAY - HOUR), {
        from: 'degraded',
        to: 'healthy',
      }),
    ];
    const gaps = [{ from: ago(2 * DAY), to: ago(2 * DAY - HOUR) }];
    expect(states({ transitions, gaps })).toEqual(Array(5).fill('healthy'));
  });
});
