import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import { nodeResult } from '../__testUtils__/results';
import { mergeResults } from './mergeResults';

const earlier = '2026-11-24T09:00:00.000Z';
const stored = (...results: Result[]) =>
  new Map([[results[0].checkId, results]]);

describe('merging the results of a run', () => {
  it('keeps since when a result says what it says', () => {
    const { results } = mergeResults(
      stored(
        nodeResult('a', 'n1', 'fail', { changedAt: earlier }),
        nodeResult('a', 'n2', 'pass', { changedAt: earlier }),
      ),
      [nodeResult('a', 'n1', 'fail'), nodeResult('a', 'n2', 'fail')],
    );
    const [n1, n2] = results.get('a') ?? [];
    expect(n1.changedAt).toBe(earlier);
    expect(n2.changedAt).toBe(n2.observedAt);
  });

  it('leaves checks alone that the run did not judge', () => {
    const { results, changed } = mergeResults(
      stored(nodeResult('a', 'n1', 'fail')),
      [nodeResult('b', 'n1', 'pass')],
    );
    expect(changed).toEqual(['b']);
    expect([...results.keys()]).toEqual(['a', 'b']);
  });

  it('keeps what was known of a check that the run could not come to', () => {
    const notRun = nodeResult('a', 'n1', 'skipped', { reason: 'NotRun' });
    const before = nodeResult('a', 'n1', 'warn');
    const { results, changed } = mergeResults(stored(before), [notRun]);
    expect(results.get('a')).toEqual([before]);
    expect(changed).toEqual([]);
  });

  it('says of a check of which nothing was known that it was not run', () => {
    const notRun = nodeResult('a', 'n1', 'skipped', { reason: 'NotRun' });
    expect(mergeResults(new Map(), [notRun])).toEqual({
      results: new Map([['a', [notRun]]]),
      changed: ['a'],
    });
    const again = { ...notRun, observedAt: '2026-11-24T11:00:00.000Z' };
    expect(mergeResults(stored(notRun), [again]).changed).toEqual(['a']);
  });

  it('keeps what was known of a check that the connection blocks', () => {
    const blocked = nodeResult('a', 'n1', 'unknown', {
      reason: 'BlockedBy',
      blockedBy: 'cluster.reachable',
    });
    const before = nodeResult('a', 'n1', 'pass');
    const { results, changed } = mergeResults(stored(before), [
      blocked,
      nodeResult('cluster.reachable', 'n1', 'fail'),
    ]);
    expect(results.get('a')).toEqual([before]);
    expect(changed).toEqual(['cluster.reachable']);
  });
});
