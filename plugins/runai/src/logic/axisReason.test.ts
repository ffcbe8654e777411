import { aCluster } from '../testing/builders';
import { axisReason } from './axisReason';

const connection = {
  state: 'unreachable' as const,
  reason: 'Timeout',
  message: 'No connection within 10 s',
};

describe('whyOf', () => {
  it('gives the sentence, or the code where there is none', () => {
    const cluster = aCluster('c');
    expect(
      axisReason(cluster, {
        state: 'degraded',
        reason: 'X',
        message: 'a node',
      }),
    ).toBe('a node');
    expect(axisReason(cluster, { state: 'degraded', reason: 'X' })).toBe('X');
  });

  it('tells by the connection alone why a cluster cannot be reached', () => {
    const cluster = aCluster('c', { connection });
    expect(axisReason(cluster, cluster.connection)).toBe(connection.message);
    expect(
      axisReason(cluster, { state: 'unknown', message: connection.message }),
    ).toBeUndefined();
  });

  it('says nothing of a cluster that was never seen', () => {
    const cluster = aCluster('c', { connection: { state: 'unknown' } });
    expect(
      axisReason(cluster, { state: 'unknown', reason: 'NotSeen' }),
    ).toBeUndefined();
  });
});
