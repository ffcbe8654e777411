import fc from 'fast-check';
import { compareVersions, parseKubernetesVersion } from './version';

describe('parseKubernetesVersion', () => {
  it.each([
    ['v1.15.12', [1, 15, 12], undefined],
    ['v1.16.15-rancher1', [1, 16, 15], '-rancher1'],
    ['v1.17.17-eks-c5067d', [1, 17, 17], '-eks-c5067d'],
    ['v1.18.20-gke.501', [1, 18, 20], '-gke.501'],
    ['v1.20.0-gke.100', [1, 20, 0], '-gke.100'],
    ['v1.20.15+k3s1', [1, 20, 15], '+k3s1'],
    ['v1.21+', [1, 21, 0], '+'],
    ['v1.31.4+rke2r1', [1, 31, 4], '+rke2r1'],
    ['4.10.67', [4, 10, 67], undefined],
    ['4.11.0-rc.1', [4, 11, 0], '-rc.1'],
  ])('reads %s', (raw, [major, minor, patch], suffix) => {
    expect(parseKubernetesVersion(raw)).toEqual({
      major,
      minor,
      patch,
      raw,
      suffix,
    });
  });

  it.each([
    'garbage',
    '',
    'v',
    '1',
    'garbage 1.20.3',
    'x1.20',
    '1.',
    `1.${'9'.repeat(40)}`,
  ])('does not read %j', text => {
    expect(parseKubernetesVersion(text)).toBeUndefined();
  });

  it('does not take what is no text', () => {
    expect(parseKubernetesVersion(JSON.parse('{"a":1}'))).toBeUndefined();
  });
});

describe('compareVersions', () => {
  it.each([
    ['v1.15.12', '1.16'],
    ['v1.9.0', 'v1.10.0'],
    ['4.3', '4.10.67'],
    ['v1.20.3', 'v1.20.15+k3s1'],
  ])('puts %s before %s', (lower, higher) => {
    expect(compareVersions(lower, higher)).toBeLessThan(0);
    expect(compareVersions(higher, lower)).toBeGreaterThan(0);
  });

  it('leaves suffixes out', () => {
    expect(compareVersions('v1.20.0-gke.100', '1.20')).toBe(0);
  });

  it('orders as the numbers do', () => {
    const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99));
    fc.assert(
      fc.property(version, version, (one, other) => {
        const first = one.findIndex((number, index) => number !== other[index]);
        const expected =
          first === -1 ? 0 : Math.sign(one[first] - other[first]);
        expect(
          Math.sign(
            compareVersions(`v${one.join('.')}`, `v${other.join('.')}-x.1`),
          ) + 0,
        ).toBe(expected);
      }),
    );
  });

  it('throws for what is no version', () => {
    expect(() => compareVersions('garbage', '1.16')).toThrow(TypeError);
  });
});
