const NANO = 1_000_000_000n;

/** In units of 10^-9. */
const SUFFIXES: Record<string, bigint> = {
  n: 1n,
  u: 1_000n,
  m: 1_000_000n,
  '': NANO,
  k: NANO * 10n ** 3n,
  M: NANO * 10n ** 6n,
  G: NANO * 10n ** 9n,
  T: NANO * 10n ** 12n,
  P: NANO * 10n ** 15n,
  E: NANO * 10n ** 18n,
  Ki: NANO * 1024n,
  Mi: NANO * 1024n ** 2n,
  Gi: NANO * 1024n ** 3n,
  Ti: NANO * 1024n ** 4n,
  Pi: NANO * 1024n ** 5n,
  Ei: NANO * 1024n ** 6n,
};

/** No real quantity comes near; beyond them a hostile text would only cost memory. */
const MAX_DIGITS = 60;
const MAX_EXPONENT = 60;

/**
 * A Kubernetes quantity (`resource.Quantity`), exact to 10^-9.
 *
 * @public
 */
export class Quantity {
  /** In units of 10^-9: `1` is 1,000,000,000n. */
  readonly nano: bigint;

  /** @param nano - in units of 10^-9 */
  static fromNano(nano: bigint): Quantity {
    return new Quantity(nano);
  }

  private constructor(nano: bigint) {
    this.nano = nano;
  }

  /** The nearest number that JavaScript has; exact for whole numbers up to 2^53. */
  toNumber(): number {
    return Number(this.nano / NANO) + Number(this.nano % NANO) / 1e9;
  }

  /** Whole units; a part of one is rounded away from zero, as Kubernetes' `Value()` does. */
  toBigInt(): bigint {
    return divideAwayFromZero(this.nano, NANO);
  }

  /** @returns negative, zero or positive */
  compare(other: Quantity): number {
    if (this.nano === other.nano) {
      return 0;
    }
    return this.nano < other.nano ? -1 : 1;
  }

  /** A plain decimal number that parses to the same quantity. */
  toString(): string {
    const absolute = this.nano < 0n ? -this.nano : this.nano;
    const fraction = (absolute % NANO)
      .toString()
      .padStart(9, '0')
      .replace(/0+$/, '');
    return `${this.nano < 0n ? '-' : ''}${absolute / NANO}${
      fraction && `.${fraction}`
    }`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/**
 * Reads a quantity by the grammar of Kubernetes: `1.5Gi`, `100n`, `1e3`, `.5`, `12E` (exa).
 *
 * @remarks What is finer than 10^-9 is rounded away from zero, as Kubernetes does.
 *
 * @returns `undefined` for anything else, e.g. an empty text, `1 Gi`, `1ki`, `0x10`
 * @public
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match =
    typeof text === 'string'
      ? /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4})|(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?))$/.exec(
          text,
        )
      : null;
  if (!match) {
    return undefined;
  }
  const [, sign, whole, fraction = '', exponentText, suffix = ''] = match;
  const exponent = Number(exponentText ?? 0);
  if (
    whole.length + fraction.length > MAX_DIGITS ||
    Math.abs(exponent) > MAX_EXPONENT
  ) {
    return undefined;
  }
  const digits = BigInt(whole + fraction) * SUFFIXES[suffix];
  const shift = exponent - fraction.length;
  const nano =
    shift >= 0
      ? digits * 10n ** BigInt(shift)
      : divideAwayFromZero(digits, 10n ** BigInt(-shift));
  return Quantity.fromNano(sign === '-' ? -nano : nano);
}

function divideAwayFromZero(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  if (value % by === 0n) {
    return quotient;
  }
  return value < 0n ? quotient - 1n : quotient + 1n;
}
