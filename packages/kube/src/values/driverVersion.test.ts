import fc from 'fast-check';
import { compareDriverVersions, parseDriverVersion } from './driverVersion';

describe('driver versions', () => {
  it.each([
    ['410.79', -1],
    ['410.104', 0],
    ['418.39', 1],
    ['525.60.13', 1],
    ['410.104.0', 0],
    ['410', -1],
  ])('compares %s with 410.104', (version, sign) => {
    expect(Math.sign(compareDriverVersions(version, '410.104'))).toBe(sign);
  });

  it.each([
    ['450.80.02', [450, 80, 2]],
    ['595.91.07', [595, 91, 7]],
    ['510.47.03-grid', [510, 47, 3]],
    ['595.91.07-ubuntu22.04', [595, 91, 7]],
    ['11.0', [11, 0]],
    ['450', [450]],
  ])('reads %s as decimal numbers', (raw, segments) => {
    expect(parseDriverVersion(raw)).toEqual({ raw, segments });
  });

  it.each([
    '',
    'abc',
    '450.',
    '450..80',
    '.80',
    '0x1f',
    '450.80.02.1.5',
    '450 80',
  ])('does not read %j', text => {
    expect(parseDriverVersion(text)).toBeUndefined();
  });

  it('is an order: antisymmetric, transitive, and zeroes at the end change nothing', () => {
    const version = fc
      .array(fc.nat(600), { minLength: 1, maxLength: 3 })
      .map(segments => segments.join('.'));
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(
          Math.sign(compareDriverVersions(a, b)) +
            Math.sign(compareDriverVersions(b, a)),
        ).toBe(0);
        expect(compareDriverVersions(a, `${a}.0`)).toBe(0);
        const [low, middle, high] = [a, b, c].sort(compareDriverVersions);
        expect(compareDriverVersions(low, middle)).toBeLessThanOrEqual(0);
        expect(compareDriverVersions(low, high)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
