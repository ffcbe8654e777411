import {
  CLUSTER_ANNOTATIONS,
  CLUSTER_ENTITY_TYPE,
  KUBERNETES_ANNOTATIONS,
} from '@runai-portal/backstage-plugin-runai-common';
import { stringify } from 'yaml';

/** What an entity of a cluster says. */
export interface ClusterEntityInput {
  name: string;
  title?: string;
  description?: string;
  owner: string;
  system?: string;
  lifecycle?: string;
  server: string;
  /** PEM. */
  ca?: string;
  /** How the portal's Kubernetes plugin logs in; absent where that plugin is not meant to have the cluster. */
  authProvider?: string;
  /** With `oidc`: whose tokens the cluster takes. */
  oidcTokenProvider?: string;
  environment: string;
  mode?: string;
  profile?: string;
  existingPrometheus?: boolean;
  uses?: readonly string[];
}

/** The entity of a cluster as YAML, with the annotations that the source `catalog` and the Kubernetes plugin read. */
export function clusterEntity(input: ClusterEntityInput): string {
  const { name, title, description, owner, system, lifecycle } = input;
  const { existingPrometheus, uses, ca } = input;
  return stringify(
    defined({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: defined({
        name,
        title,
        description,
        annotations: defined({
          'kubernetes.io/api-server': input.server,
          'kubernetes.io/api-server-certificate-authority':
            ca && Buffer.from(ca).toString('base64'),
          ...loginAnnotations(input),
          [CLUSTER_ANNOTATIONS.cluster]: name,
          [CLUSTER_ANNOTATIONS.environment]: input.environment,
          [CLUSTER_ANNOTATIONS.mode]: input.mode,
          [CLUSTER_ANNOTATIONS.profile]: input.profile,
          [CLUSTER_ANNOTATIONS.existingPrometheus]:
            existingPrometheus === undefined
              ? undefined
              : String(existingPrometheus),
          [CLUSTER_ANNOTATIONS.uses]: uses?.length ? uses.join(',') : undefined,
        }),
      }),
      spec: defined({ type: CLUSTER_ENTITY_TYPE, owner, system, lifecycle }),
    }),
    { lineWidth: 0 },
  );
}

/** How the portal's Kubernetes plugin logs in, or that it is not meant to. */
function loginAnnotations({
  authProvider,
  oidcTokenProvider,
}: ClusterEntityInput) {
  return authProvider === undefined
    ? { [CLUSTER_ANNOTATIONS.kubernetesPlugin]: 'false' }
    : {
        [KUBERNETES_ANNOTATIONS.authProvider]: authProvider,
        [KUBERNETES_ANNOTATIONS.oidcTokenProvider]: oidcTokenProvider,
      };
}

/** Without what is not given; an empty text is not. */
function defined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  );
}
