import { ago, anUnreachableCluster, aCluster } from '../testing/builders';
import { isPast } from './isPast';

const cut = {
  ...anUnreachableCluster('c'),
  connection: { state: 'unreachable' as const, since: ago(60) },
};

describe('isPast', () => {
  it('tells results from before the connection broke from those after', () => {
    expect(isPast(cut, { observedAt: ago(90) })).toBe(true);
    expect(isPast(cut, { observedAt: ago(30) })).toBe(false);
  });

  it('holds of nothing where nothing was seen, or the cluster is connected', () => {
    expect(isPast(cut, {})).toBe(false);
    expect(isPast(aCluster('c'), { observedAt: ago(90) })).toBe(false);
  });
});
