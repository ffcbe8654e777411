import { evaluateToOne } from '../../testing';
import { offlineScan } from './offlineScan';

describe('mode.offline-scan', () => {
  it.each([
    [undefined, 'notApplicable'],
    ['cloud', 'notApplicable'],
    ['hybrid', 'notApplicable'],
    ['fullyOnPrem', 'notApplicable'],
    ['airGapped', 'unknown'],
  ] as const)('in the mode %s it is %s', (mode, status) => {
    expect(
      evaluateToOne(offlineScan, { facts: {}, settings: { mode } }),
    ).toMatchObject({ status, severity: 'recommended' });
  });
});
