import { compareDriverVersions, parseDriverVersion } from '@runai-portal/kube';

/** Versions from one to another, both of them in it. */
export interface VersionRange {
  readonly minimum?: string;
  /** As far as it is written: 26.7 lets every 26.7.x through. */
  readonly maximum?: string;
}

/**
 * Whether a version lies in a range; undefined where it cannot be read.
 *
 * @remarks Numbers are compared segment by segment: 1.10 is more than 1.9.
 */
export function isInRange(
  written: string,
  { minimum, maximum }: VersionRange,
): boolean | undefined {
  const version = parseDriverVersion(written);
  if (!version) {
    return undefined;
  }
  const newest = maximum && parseDriverVersion(maximum);
  const segments = newest && version.segments.slice(0, newest.segments.length);
  return (
    (!minimum || compareDriverVersions(version, minimum) >= 0) &&
    (!newest ||
      !segments ||
      compareDriverVersions({ ...version, segments }, newest) <= 0)
  );
}

/** `1.21 to 1.23`, `0.7.0 or later`, `1.9.4`; undefined for a range without ends. */
export function rangeWords({
  minimum,
  maximum,
}: VersionRange): string | undefined {
  if (minimum === maximum) {
    return minimum;
  }
  if (minimum === undefined) {
    return `up to ${maximum}`;
  }
  return maximum === undefined
    ? `${minimum} or later`
    : `${minimum} to ${maximum}`;
}
