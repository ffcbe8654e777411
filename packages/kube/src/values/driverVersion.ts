/** @public A version of an NVIDIA driver or of CUDA. */
export interface DriverVersion {
  /** One to four numbers. */
  segments: number[];
  /** As it was read; the zero of `595.91.07` is kept here. */
  raw: string;
}

/**
 * Reads the version of a driver (`410.104`, `525.60.13`) or of CUDA (`11.0`), also with a suffix (`-grid`, `-ubuntu22.04`).
 *
 * @remarks Segments are decimal numbers: `02` is two, and 104 is more than 79.
 *
 * @returns `undefined` where the text does not begin with a version
 * @public
 */
export function parseDriverVersion(text: string): DriverVersion | undefined {
  const match =
    typeof text === 'string'
      ? /^v?(\d{1,6}(?:\.\d{1,6}){0,3})(?:[-+_].*)?$/.exec(text.trim())
      : null;
  return match
    ? {
        segments: match[1]
          .split('.')
          .map(segment => Number.parseInt(segment, 10)),
        raw: text,
      }
    : undefined;
}

/**
 * Orders two versions segment by segment; a segment that is not there is 0.
 *
 * @returns negative, zero or positive
 * @throws TypeError for a text that is not a version
 * @public
 */
export function compareDriverVersions(
  a: DriverVersion | string,
  b: DriverVersion | string,
): number {
  const one = segmentsOf(a);
  const other = segmentsOf(b);
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function segmentsOf(version: DriverVersion | string): number[] {
  const parsed =
    typeof version === 'string' ? parseDriverVersion(version) : version;
  if (!parsed) {
    throw new TypeError(`Not a driver version: ${JSON.stringify(version)}`);
  }
  return parsed.segments;
}
