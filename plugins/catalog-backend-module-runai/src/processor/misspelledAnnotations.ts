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
import { editDistance } from './editDistance';

const PREFIX = 'runai-portal/';
const FARTHEST = 3;

const {
  distribution,
  kubernetesVersion,
  openshiftVersion,
  runaiVersion,
  gpuProducts,
  ...OURS
} = CLUSTER_ANNOTATIONS;

/** What the portal has seen: it writes these on entities of its own, and nobody reads them. */
const SEEN: readonly string[] = [
  distribution,
  kubernetesVersion,
  openshiftVersion,
  runaiVersion,
  gpuProducts,
];

const KNOWN: readonly string[] = [
  ...Object.values(OURS),
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

/** Annotations that nobody reads, though somebody meant them to be read. */
export function misspelledAnnotations(
  annotations: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(annotations).flatMap(key => {
    if (KNOWN.includes(key)) {
      return [];
    }
    if (SEEN.includes(key)) {
      return [
        `The annotation ${key} is what the portal writes of its own clusters; it is not read from an entity that somebody writes: leave it out.`,
      ];
    }
    const nearest = nearestOf(key);
    if (nearest) {
      return [`The annotation ${key} is not known; ${nearest} may be meant.`];
    }
    return key.startsWith(PREFIX)
      ? [
          `The annotation ${key} is not known; known are ${Object.values(
            OURS,
          ).join(', ')}.`,
        ]
      : [];
  });
}

function nearestOf(key: string): string | undefined {
  const [nearest] = KNOWN.map(known => ({
    known,
    distance: editDistance(key.toLocaleLowerCase('en-US'), known),
  }))
    .filter(({ distance }) => distance <= FARTHEST)
    .sort((one, other) => one.distance - other.distance);
  return nearest?.known;
}
