import {
  aCluster,
  anUnreachableCluster,
  aSummary,
  counts,
} from '../testing/builders';
import { aBrokenGpuNode, aGpuNode } from '../testing/nodeBuilders';
import { STATE_LOOKS, stateLook } from './states';
import {
  compareClusters,
  compareNames,
  compareNodes,
  compareSummaries,
} from './worstFirst';

const readiness = (
  state: 'ready' | 'notReady' | 'undetermined' | 'readyWithWarnings',
) => ({
  readiness: { state, profile: 'p', counts: counts(), blockers: [] },
});

describe('worst first', () => {
  it('sorts clusters: unreachable, then by their worst axis, then by name', () => {
    const clusters = [
      aCluster('b-fine'),
      aCluster('a-fine'),
      aCluster('warned', readiness('readyWithWarnings')),
      aCluster('unjudged', readiness('undetermined')),
      aCluster('unready', readiness('notReady')),
      aCluster('unready-and-degraded', {
        ...readiness('notReady'),
        health: { state: 'degraded' },
      }),
      anUnreachableCluster('gone'),
    ];
    expect(clusters.sort(compareClusters).map(({ name }) => name)).toEqual([
      'gone',
      'unready-and-degraded',
      'unready',
      'unjudged',
      'warned',
      'a-fine',
      'b-fine',
    ]);
  });

  it('sorts checks: fail, unknown, warn, not run, pass; roots before what waits, required before recommended', () => {
    const checks = [
      aSummary('pass'),
      aSummary('not-run', { status: 'skipped' }),
      aSummary('warn', { status: 'warn' }),
      aSummary('waits', { status: 'unknown', blockedBy: 'fail' }),
      aSummary('unknown', { status: 'unknown', severity: 'recommended' }),
      aSummary('fail-recommended', { status: 'fail', severity: 'recommended' }),
      aSummary('fail', { status: 'fail' }),
    ];
    expect(checks.sort(compareSummaries).map(({ checkId }) => checkId)).toEqual(
      [
        'fail',
        'fail-recommended',
        'unknown',
        'waits',
        'warn',
        'not-run',
        'pass',
      ],
    );
  });

  it('sorts nodes: not ready, then with failing results, then by the numbers in their names', () => {
    const nodes = [
      aGpuNode('gpu-10'),
      aGpuNode('gpu-2'),
      aBrokenGpuNode('gpu-7'),
      aGpuNode('gpu-9', { ready: 'False' }),
    ];
    expect(nodes.sort(compareNodes).map(({ name }) => name)).toEqual([
      'gpu-9',
      'gpu-7',
      'gpu-2',
      'gpu-10',
    ]);
  });

  it('counts names as people do', () => {
    expect(['gpu-10', 'gpu-9'].sort(compareNames)).toEqual(['gpu-9', 'gpu-10']);
  });
});

describe('the look of states', () => {
  it('never shows what is unknown as good or bad', () => {
    const tones = Object.values(STATE_LOOKS).flatMap(looks =>
      'unknown' in looks ? [looks.unknown.tone] : [],
    );
    expect(tones.length).toBeGreaterThan(0);
    expect(new Set(tones)).toEqual(new Set(['unknown']));
  });

  it('takes a state that it does not know for unknown', () => {
    expect(stateLook('health', 'hibernating')).toEqual({
      tone: 'unknown',
      shape: 'question',
    });
  });
});
