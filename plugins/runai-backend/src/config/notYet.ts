import { ConfigurationError } from './ConfigurationError';

/** Settings of a cluster that the design has and this version does not act on, and what will act on them. */
const SETTINGS: Readonly<Record<string, string>> = {
  prometheus: 'metrics',
  probes: 'probes from inside the cluster',
  'controlPlane.clusterId': 'the link to the control plane',
  'controlPlane.caFile': 'the link to the control plane',
  'controlPlane.auth': 'the link to the control plane',
};

/**
 * Refuses what would be taken without a word and do nothing: whoever writes `probes: {enabled: true}` relies on it.
 *
 * @param at - the key of the entry, e.g. `runai.clusters[0]`
 * @throws ConfigurationError that names the key and what it waits for
 */
export function refuseNotYet(entry: unknown, at: string): void {
  for (const [path, reader] of Object.entries(SETTINGS)) {
    if (valueAt(entry, path.split('.')) !== undefined) {
      throw new ConfigurationError(
        `${at}.${path} does nothing yet: it is for ${reader}, which this version does not have; leave it out.`,
      );
    }
  }
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) {
    return value;
  }
  return typeof value === 'object' && value !== null
    ? valueAt(Reflect.get(value, key), rest)
    : undefined;
}
