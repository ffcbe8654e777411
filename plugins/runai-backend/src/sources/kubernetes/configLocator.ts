import { z } from 'zod';
import { ConfigurationError } from '../../config/ConfigurationError';
import type {
  ClusterLocator,
  LocatedCluster,
  UnreadableCluster,
} from './LocatedCluster';

/** Backstage's configuration takes words from the environment for booleans. */
const flag = z.union([z.boolean(), z.stringbool()]);

/** What else stands there is the Kubernetes plugin's. */
const clusterSchema = z.looseObject({
  name: z.string().min(1),
  url: z.string().min(1),
  title: z.string().optional(),
  authProvider: z.string().optional(),
  serviceAccountToken: z.string().optional(),
  assumeRole: z.string().optional(),
  externalId: z.string().optional(),
  oidcTokenProvider: z.string().optional(),
  authMetadata: z.record(z.string(), z.string()).optional(),
  caData: z.string().optional(),
  caFile: z.string().optional(),
  skipTLSVerify: flag.optional(),
});

const locatorSchema = z.looseObject({ clusters: z.array(z.unknown()) });

const AUTH_PROVIDER = 'kubernetes.io/auth-provider';

/**
 * The clusters that the configuration lists one by one. What is wrong with one of them is told of that one, while the Kubernetes
 * plugin does not start because of some of it.
 */
export function configLocator(method: unknown, at: string): ClusterLocator {
  return {
    locate: async () => {
      const parsed = locatorSchema.safeParse(method);
      if (!parsed.success) {
        throw ConfigurationError.fromZod(at, parsed.error);
      }
      return {
        clusters: parsed.data.clusters.map((entry, index) =>
          locatedCluster(entry, `${at}.clusters[${index}]`),
        ),
      };
    },
  };
}

function locatedCluster(
  entry: unknown,
  at: string,
): LocatedCluster | UnreadableCluster {
  const parsed = clusterSchema.safeParse(entry);
  if (!parsed.success) {
    return {
      name: nameOf(entry) ?? at,
      at,
      unusable: {
        reason: 'ClusterMalformed',
        message: ConfigurationError.fromZod(at, parsed.error).message,
      },
    };
  }
  const { name, title, url, caData, caFile, skipTLSVerify } = parsed.data;
  const authMetadata = authMetadataOf(parsed.data);
  const authProvider = authMetadata[AUTH_PROVIDER];
  if (!authProvider) {
    return {
      name,
      at,
      unusable: {
        reason: 'AuthProviderMissing',
        message: `${at} has no authProvider; the Kubernetes plugin does not start without it, either.`,
      },
    };
  }
  return {
    name,
    title,
    at,
    authProvider,
    authMetadata,
    url,
    caData,
    caFile,
    skipTLSVerify,
  };
}

/** Keys of the entry become the annotations that the strategies read; its `authMetadata` goes before them. */
function authMetadataOf(
  cluster: z.output<typeof clusterSchema>,
): Record<string, string> {
  const written: Record<string, string | undefined> = {
    [AUTH_PROVIDER]: cluster.authProvider,
    serviceAccountToken: cluster.serviceAccountToken,
    'kubernetes.io/aws-assume-role': cluster.assumeRole,
    'kubernetes.io/aws-external-id': cluster.externalId,
    'kubernetes.io/oidc-token-provider': cluster.oidcTokenProvider,
    ...cluster.authMetadata,
  };
  return Object.fromEntries(
    Object.entries(written).filter(
      (pair): pair is [string, string] => !!pair[1],
    ),
  );
}

function nameOf(entry: unknown): string | undefined {
  const named = z.looseObject({ name: z.string().min(1) }).safeParse(entry);
  return named.data?.name;
}
