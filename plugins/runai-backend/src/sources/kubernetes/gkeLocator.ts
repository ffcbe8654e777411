import { z } from 'zod';
import { ConfigurationError } from '../../config/ConfigurationError';
import type { ClusterLocator, LocatedCluster } from './LocatedCluster';

const locatorSchema = z.looseObject({
  projectId: z.string().min(1),
  region: z.string().min(1).default('-'),
  authProvider: z.string().optional(),
  skipTLSVerify: z.union([z.boolean(), z.stringbool()]).optional(),
  matchingResourceLabels: z
    .array(z.looseObject({ key: z.string(), value: z.string() }))
    .default([]),
  endpointType: z.enum(['public', 'dns']).default('public'),
});

type GkeOptions = z.output<typeof locatorSchema>;

/** What is read of Google's answer; see `projects.locations.clusters.list` of its Kubernetes Engine API, v1. */
const answerSchema = z.looseObject({
  missingZones: z.array(z.string()).default([]),
  clusters: z
    .array(
      z.looseObject({
        name: z.string(),
        location: z.string().optional(),
        endpoint: z.string().optional(),
        masterAuth: z
          .looseObject({ clusterCaCertificate: z.string().optional() })
          .optional(),
        resourceLabels: z.record(z.string(), z.string()).optional(),
        controlPlaneEndpointsConfig: z
          .looseObject({
            dnsEndpointConfig: z
              .looseObject({ endpoint: z.string().optional() })
              .optional(),
          })
          .optional(),
      }),
    )
    .default([]),
});

type GkeCluster = z.output<typeof answerSchema>['clusters'][number];

const errorSchema = z.looseObject({
  error: z.looseObject({ message: z.string() }),
});

/** How Google is asked. */
export interface GkeAccess {
  /** Of the API, without a slash at the end. */
  endpoint: string;
  /** An access token of the portal's own service account. */
  token: (signal: AbortSignal) => Promise<string>;
}

/**
 * The clusters of a project in Google Cloud.
 *
 * @remarks The plugin gives no certificate authority with them, so that it can verify none; Google tells it, and it is used here.
 */
export function gkeLocator(options: {
  method: unknown;
  at: string;
  access: GkeAccess;
}): ClusterLocator {
  const { method, at, access } = options;
  return {
    locate: async signal => {
      const parsed = locatorSchema.safeParse(method);
      if (!parsed.success) {
        throw ConfigurationError.fromZod(at, parsed.error);
      }
      const gke = parsed.data;
      const { clusters, missingZones } = await askGoogle(gke, access, signal);
      return {
        ...(missingZones.length > 0 && {
          incomplete: `Google could not tell which clusters are in ${missingZones.join(
            ', ',
          )}.`,
        }),
        clusters: clusters
          .filter(({ resourceLabels = {} }) =>
            gke.matchingResourceLabels.every(
              ({ key, value }) => resourceLabels[key] === value,
            ),
          )
          .map(cluster => located(cluster, gke, at)),
      };
    },
  };
}

async function askGoogle(
  { projectId, region }: GkeOptions,
  { endpoint, token }: GkeAccess,
  signal: AbortSignal,
): Promise<z.output<typeof answerSchema>> {
  const path = ['projects', projectId, 'locations', region, 'clusters'];
  const answer = await fetch(
    `${endpoint}/v1/${path.map(encodeURIComponent).join('/')}`,
    {
      headers: { Authorization: `Bearer ${await token(signal)}` },
      redirect: 'error',
      signal,
    },
  );
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) {
    const said = errorSchema.safeParse(body).data?.error.message;
    throw new Error(
      `Google answered ${
        answer.status
      } when it was asked for the clusters of the project ${projectId}${
        said ? `: ${said}` : ''
      }`,
    );
  }
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) {
    throw new Error(
      `Google answered with something that is no list of clusters of the project ${projectId}`,
    );
  }
  return parsed.data;
}

function located(
  cluster: GkeCluster,
  gke: GkeOptions,
  at: string,
): LocatedCluster {
  const { name, location, endpoint, masterAuth } = cluster;
  const dns =
    gke.endpointType === 'dns'
      ? cluster.controlPlaneEndpointsConfig?.dnsEndpointConfig?.endpoint
      : undefined;
  return {
    name,
    at: location ? `${at}, ${location}` : at,
    url: `https://${dns ?? endpoint ?? ''}`,
    // The plugin knows but these two.
    authProvider:
      gke.authProvider === 'googleServiceAccount'
        ? 'googleServiceAccount'
        : 'google',
    authMetadata: {},
    // What answers under the DNS name has a certificate of a public authority.
    caData: dns ? undefined : masterAuth?.clusterCaCertificate,
    skipTLSVerify: gke.skipTLSVerify,
  };
}
