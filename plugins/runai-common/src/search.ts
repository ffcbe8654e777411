/** @public The type of documents about clusters in the portal's search; each may be seen by who may read its cluster. */
export const RUNAI_CLUSTER_DOCUMENT = 'runai-cluster';

/** @public The type of documents about checks in the portal's search. */
export const RUNAI_CHECK_DOCUMENT = 'runai-check';

/**
 * A cluster as the portal's search finds it: what it is, never how it is, since an index is older than the states of a cluster.
 * What is not known is empty: every document of a type has the same fields.
 *
 * @public
 */
export interface RunaiClusterDocument {
  title: string;
  /** What else one would look for, separated by commas. */
  text: string;
  /** The path of its page. */
  location: string;
  /** The name of the cluster, by which the portal decides who may find it. */
  authorization: { resourceRef: string };
  name: string;
  /** Entity reference. */
  owner: string;
  environment: string;
  mode: string;
  /** The distribution and the version of Kubernetes. */
  platform: string;
}

/**
 * The fleet as the portal's search finds it, beside the clusters. It is always there: a search keeps the last index of a type of which
 * there is nothing any more, and would find the last cluster for ever.
 *
 * @public
 */
export interface RunaiFleetDocument {
  title: string;
  /** What its page shows. */
  text: string;
  /** The path of its page. */
  location: string;
  isFleet: true;
}

/** @public A check of the catalogue as the portal's search finds it. */
export interface RunaiCheckDocument {
  title: string;
  /** What it asks for and why. */
  text: string;
  /** The path of its page. */
  location: string;
  checkId: string;
  category: string;
  /** Their ids, separated by spaces. */
  requirements: string;
}
