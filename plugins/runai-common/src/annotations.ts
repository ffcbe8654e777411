/**
 * Annotations of cluster entities (`Resource`, `spec.type: kubernetes-cluster`) that say how the portal shall treat the cluster,
 * and what it has seen of it.
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
  /**
   * `false`: the portal's Kubernetes plugin is not meant to have the cluster, whose entity may then lack what only that plugin asks
   * for.
   */
  kubernetesPlugin: 'runai-portal/kubernetes-plugin',
  /** What was seen; written by the portal, and never read back. */
  distribution: 'runai-portal/distribution',
  kubernetesVersion: 'runai-portal/kubernetes-version',
  openshiftVersion: 'runai-portal/openshift-version',
  runaiVersion: 'runai-portal/runai-version',
  /** Separated by commas. */
  gpuProducts: 'runai-portal/gpu-products',
} as const;

/**
 * Annotations of cluster entities by which the portal's Kubernetes plugin finds a cluster; an entity that lacks one of the
 * first three is none to it.
 *
 * @public
 */
export const KUBERNETES_ANNOTATIONS = {
  apiServer: 'kubernetes.io/api-server',
  /** PEM, encoded as base64. */
  authority: 'kubernetes.io/api-server-certificate-authority',
  authProvider: 'kubernetes.io/auth-provider',
  /** With `oidc` as the provider: whose tokens the cluster takes. */
  oidcTokenProvider: 'kubernetes.io/oidc-token-provider',
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
