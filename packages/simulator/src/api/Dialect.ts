/**
 * What clients see differently between versions of kube-apiserver, resources aside. The conformance test compares 1.20
 * and 1.36; where exactly in between a wording changed is not known and does not matter to any client.
 */
export interface Dialect {
  minor: number;
  /** Values in messages stand as JSON (`["a"]`), not as Go writes them (`[]string{"a"}`). */
  jsonValues: boolean;
  /** A path that nobody knows is answered with the list of those that are known, not with a plain text. */
  listsPaths: boolean;
  /** Lists of metadata alone tell how many custom objects remain. */
  countsMetadata: boolean;
  /** SelfSubjectReview is granted to every authenticated user. */
  selfReview: boolean;
  /** Discovery names the singular of Kubernetes' own resources. */
  singularNames: boolean;
  /** Versions of `apidiscovery.k8s.io`, preferred first. */
  aggregatedDiscovery: string[];
}

const changedInBetween = 28;

export function dialectOf(minor: number): Dialect {
  const later = minor >= changedInBetween;
  return {
    minor,
    jsonValues: later,
    listsPaths: !later,
    countsMetadata: later,
    selfReview: minor >= 28,
    singularNames: minor >= 27,
    aggregatedDiscovery: [
      ...(minor >= 30 ? ['v2'] : []),
      ...(minor >= 27 ? ['v2beta1'] : []),
    ],
  };
}

/** A server whose version nobody can read still has to serve something: what 1.20 did. */
export function minorOf(gitVersion: string): number {
  return Number(/^v?1\.(\d+)/.exec(gitVersion)?.[1] ?? 20);
}
