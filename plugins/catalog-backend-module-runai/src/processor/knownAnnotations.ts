import {
  ANNOTATION_KUBERNETES_API_SERVER,
  ANNOTATION_KUBERNETES_API_SERVER_CA,
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_AWS_ASSUME_ROLE,
  ANNOTATION_KUBERNETES_AWS_CLUSTER_ID,
  ANNOTATION_KUBERNETES_AWS_EXTERNAL_ID,
  ANNOTATION_KUBERNETES_DASHBOARD_APP,
  ANNOTATION_KUBERNETES_DASHBOARD_PARAMETERS,
  ANNOTATION_KUBERNETES_DASHBOARD_URL,
  ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER,
  ANNOTATION_KUBERNETES_SKIP_METRICS_LOOKUP,
  ANNOTATION_KUBERNETES_SKIP_TLS_VERIFY,
} from '@backstage/plugin-kubernetes-common';
import { CLUSTER_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';

const {
  distribution,
  kubernetesVersion,
  openshiftVersion,
  runaiVersion,
  gpuProducts,
  ...READ
} = CLUSTER_ANNOTATIONS;

/** What the prefix of the portal's own annotations is. */
export const OUR_PREFIX = 'runai-portal/';

/** What the portal reads from an entity that somebody writes. */
export const OUR_ANNOTATIONS: readonly string[] = Object.values(READ);

/** What the portal has seen: it writes these on entities of its own, and nobody reads them. */
export const SEEN_ANNOTATIONS: readonly string[] = [
  distribution,
  kubernetesVersion,
  openshiftVersion,
  runaiVersion,
  gpuProducts,
];

/** What the Kubernetes plugin reads. */
export const PLUGIN_ANNOTATIONS: readonly string[] = [
  ANNOTATION_KUBERNETES_API_SERVER,
  ANNOTATION_KUBERNETES_API_SERVER_CA,
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_AWS_ASSUME_ROLE,
  ANNOTATION_KUBERNETES_AWS_CLUSTER_ID,
  ANNOTATION_KUBERNETES_AWS_EXTERNAL_ID,
  ANNOTATION_KUBERNETES_DASHBOARD_APP,
  ANNOTATION_KUBERNETES_DASHBOARD_PARAMETERS,
  ANNOTATION_KUBERNETES_DASHBOARD_URL,
  ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER,
  ANNOTATION_KUBERNETES_SKIP_METRICS_LOOKUP,
  ANNOTATION_KUBERNETES_SKIP_TLS_VERIFY,
];

/** Other names that people give them, as in a kubeconfig; without what stands between letters. */
export const OTHER_NAMES: Readonly<Record<string, string>> = {
  server: ANNOTATION_KUBERNETES_API_SERVER,
  apiserverurl: ANNOTATION_KUBERNETES_API_SERVER,
  ca: ANNOTATION_KUBERNETES_API_SERVER_CA,
  cadata: ANNOTATION_KUBERNETES_API_SERVER_CA,
  apiserverca: ANNOTATION_KUBERNETES_API_SERVER_CA,
  certificateauthority: ANNOTATION_KUBERNETES_API_SERVER_CA,
  certificateauthoritydata: ANNOTATION_KUBERNETES_API_SERVER_CA,
  auth: ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  authentication: ANNOTATION_KUBERNETES_AUTH_PROVIDER,
};

/** Whether somebody reads an annotation of this name from the entity of a cluster, or its name says that somebody should. */
export function isOfClusters(annotation: string): boolean {
  return (
    annotation.startsWith(OUR_PREFIX) || PLUGIN_ANNOTATIONS.includes(annotation)
  );
}
