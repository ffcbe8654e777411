import { coerce } from 'semver';

/** @public A version of Kubernetes or OpenShift as far as versions are compared here. */
export interface KubernetesVersion {
  major: number;
  minor: number;
  patch: number;
  /** As the server wrote it. */
  raw: string;
  /** What follows the numbers, e.g. `-gke.100`, `+rke2r1`, `+`. */
  suffix?: string;
}

/** @public */
export type VersionLike =
  | string
  | { major: number; minor: number; patch?: number };

/**
 * Reads `gitVersion` of `/version`, or a version of OpenShift.
 *
 * @remarks Vendors' suffixes are no pre-releases: `v1.20.0-gke.100` is 1.20.0. That is why semver's `coerce` is used and never
 * `satisfies`.
 *
 * @returns `undefined` where the text does not begin with a version
 * @public
 */
export function parseKubernetesVersion(
  gitVersion: string,
): KubernetesVersion | undefined {
  const numbers =
    typeof gitVersion === 'string'
      ? /^v?\d{1,9}\.\d{1,9}(?:\.\d{1,9})?(?![\d])/.exec(gitVersion.trim())
      : null;
  const version = numbers && coerce(numbers[0]);
  if (!numbers || !version) {
    return undefined;
  }
  const { major, minor, patch } = version;
  return {
    major,
    minor,
    patch,
    raw: gitVersion,
    suffix: gitVersion.trim().slice(numbers[0].length) || undefined,
  };
}

/**
 * Orders two versions by their numbers; suffixes do not count.
 *
 * @returns negative, zero or positive
 * @throws TypeError for a text that is not a version
 * @public
 */
export function compareVersions(a: VersionLike, b: VersionLike): number {
  const one = numbersOf(a);
  const other = numbersOf(b);
  return (
    one.major - other.major ||
    one.minor - other.minor ||
    (one.patch ?? 0) - (other.patch ?? 0)
  );
}

function numbersOf(version: VersionLike): {
  major: number;
  minor: number;
  patch?: number;
} {
  const parsed =
    typeof version === 'string' ? parseKubernetesVersion(version) : version;
  if (!parsed) {
    throw new TypeError(`Not a version: ${JSON.stringify(version)}`);
  }
  return parsed;
}
