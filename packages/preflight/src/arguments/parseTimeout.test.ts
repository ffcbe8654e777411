import { parseTimeout } from './parseTimeout';

describe('parseTimeout', () => {
  it.each([
    ['90s', 90_000],
    ['2m', 120_000],
    ['1500ms', 1_500],
    ['1h', 3_600_000],
    ['45', 45_000],
    ['1.5m', 90_000],
  ])('reads %s', (text, ms) => {
    expect(parseTimeout(text)).toBe(ms);
  });

  it.each(['', 's', '-1s', '0', '0ms', '25h', '1d', '1e3', 'Infinity', '90 s'])(
    'refuses %j',
    text => {
      expect(() => parseTimeout(text)).toThrow(
        '--timeout must be a time like 90s or 2m',
      );
    },
  );
});
