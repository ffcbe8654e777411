import { aSummary } from '../testing/builders';
import { STATE_LOOKS, stateLook } from './states';
import { compareNames, compareSummaries } from './worstFirst';

describe('worst first', () => {
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
