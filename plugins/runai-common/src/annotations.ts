/**
 * Annotations of cluster entities (`Resource`, `spec.type: kubernetes-cluster`) that say how the portal shall treat the cluster.
 *
 * @public
 */
export const CLUSTER_ANNOTATIONS = {
  /** Our name of the cluster. */
  cluster: 'runai-portal/cluster',
  environment: 'runai-portal/environment',
  mode: 'runai-portal/mode',
  /** The id of a profile; never a file. */
  profile: 'runai-portal/profile',
  /** `true` or `false`. */
  existingPrometheus: 'runai-portal/existing-prometheus',
  installPath: 'runai-portal/install-path',
  /** Separated by commas. */
  uses: 'runai-portal/uses',
} as const;

/** @public Of entities that stand for Kubernetes clusters. */
export const CLUSTER_ENTITY_TYPE = 'kubernetes-cluster';

/**
 * What the location of an entity begins with that the portal made of one of its own clusters
 * (`backstage.io/managed-by-location`): it is never a source of clusters.
 *
 * @public
 */
export const RUNAI_LOCATION_PREFIX = 'runai:';
