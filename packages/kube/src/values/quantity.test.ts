import fc from 'fast-check';
import { parseQuantity, Quantity } from './quantity';

const number = (text: string) => parseQuantity(text)?.toNumber();
const SUFFIXES = [
  'n',
  'u',
  'm',
  '',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
  'Pi',
  'Ei',
];

describe('parseQuantity', () => {
  it.each([
    ['1.5Gi', 1_610_612_736],
    ['100n', 1e-7],
    ['1e3', 1000],
    ['1E3', 1000],
    ['.5', 0.5],
    ['5.', 5],
    ['12E', 12e18],
    ['0', 0],
    ['+1', 1],
    ['-1.5', -1.5],
    ['2.5e-3', 0.0025],
    ['3920m', 3.92],
    ['7900460Ki', 8_090_071_040],
    ['52416492Ki', 53_674_487_808],
  ])('reads %s', (text, value) => {
    expect(number(text)).toBe(value);
  });

  it.each([
    '',
    'abc',
    '1 Gi',
    '1ki',
    '0x10',
    ' 1',
    '1 ',
    '.',
    '-',
    'Gi',
    '1e',
    '1ee3',
    '1e3Ki',
    '1KI',
    '1K',
    '1.2.3',
    '1,5',
    'NaN',
    'Infinity',
  ])('does not read %j', text => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it('does not spend memory on a hostile text, or on what is no text', () => {
    expect(parseQuantity('1e999999999')).toBeUndefined();
    expect(parseQuantity('1e9999')).toBeUndefined();
    expect(parseQuantity('9'.repeat(5000))).toBeUndefined();
    expect(parseQuantity(JSON.parse('8'))).toBeUndefined();
  });

  it('compares exactly where numbers of JavaScript cannot', () => {
    const one = parseQuantity('9007199254740993');
    const other = parseQuantity('9007199254740992');
    expect(one && other && one.compare(other)).toBe(1);
    expect(one?.toBigInt()).toBe(9_007_199_254_740_993n);
  });

  it('rounds a part of a unit away from zero, as Kubernetes does', () => {
    expect(parseQuantity('100m')?.toBigInt()).toBe(1n);
    expect(parseQuantity('-100m')?.toBigInt()).toBe(-1n);
    expect(parseQuantity('0.1n')?.nano).toBe(1n);
  });

  it('comes back from its own text', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), nano => {
        expect(parseQuantity(Quantity.fromNano(nano).toString())?.nano).toBe(
          nano,
        );
      }),
    );
  });

  it('multiplies by its suffix', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.constantFrom(...SUFFIXES),
        (value, suffix) => {
          const unit = parseQuantity(`1${suffix}`);
          expect(parseQuantity(`${value}${suffix}`)?.nano).toBe(
            BigInt(value) * (unit?.nano ?? 0n),
          );
        },
      ),
    );
  });

  it('keeps the order of the numbers, and larger suffixes are larger', () => {
    const thousandths = fc.integer({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(
        thousandths,
        thousandths,
        fc.constantFrom(...SUFFIXES.slice(2)),
        (a, b, suffix) => {
          const [one, other] = [a, b].map(value =>
            parseQuantity(`${(value / 1000).toFixed(3)}${suffix}`),
          );
          expect(one && other && one.compare(other)).toBe(Math.sign(a - b));
        },
      ),
    );
    const units = [
      'n',
      'u',
      'm',
      '',
      'k',
      'Ki',
      'M',
      'Mi',
      'G',
      'Gi',
      'T',
      'Ti',
      'P',
      'Pi',
      'E',
      'Ei',
    ].map(suffix => number(`1${suffix}`) ?? 0);
    expect(units).toEqual([...units].sort((a, b) => a - b));
  });

  it('writes an exponent as the same number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999, max: 999 }),
        fc.integer({ min: -9, max: 9 }),
        (value, exponent) => {
          const plain =
            exponent >= 0
              ? `${value}${'0'.repeat(exponent)}`
              : (value * 10 ** exponent).toFixed(-exponent);
          expect(parseQuantity(`${value}e${exponent}`)?.nano).toBe(
            parseQuantity(plain)?.nano,
          );
        },
      ),
    );
  });
});
