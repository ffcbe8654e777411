import {
  quoted,
  type SourcedCluster,
  type Unusable,
} from '@runai-portal/backstage-plugin-runai-node';
import {
  connectionFromSettings,
  inClusterConnection,
  KubeconfigError,
  type ClusterConnection,
} from '@runai-portal/kube';
import { reasonOf } from '../reasonOf';
import { isServedByCloud, PERSONS_PROVIDERS } from './authProviders';
import type { LocatedCluster } from './LocatedCluster';
import { PortalStrategies, StrategyError } from './PortalStrategies';

/** Where the portal runs. */
export interface Surroundings {
  strategies: PortalStrategies;
  /** The cluster in which the portal itself runs. */
  inCluster?: () => ClusterConnection;
}

type Outcome = SourcedCluster['connection'];

/** A cluster of the Kubernetes plugin as ours: how it is reached, or why the portal cannot look by itself. */
export async function toSourcedCluster(
  located: LocatedCluster,
  sourceName: string,
  surroundings: Surroundings,
): Promise<SourcedCluster> {
  const { title, entity } = located;
  return {
    sourceName,
    title,
    connection: await connectionOf(located, surroundings),
    ...(entity && {
      entityRef: entity.ref,
      name: entity.name,
      settings: entity.settings,
      labels: entity.labels,
    }),
  };
}

async function connectionOf(
  located: LocatedCluster,
  surroundings: Surroundings,
): Promise<Outcome> {
  const { entity } = located;
  if (entity && entity.problems.length > 0) {
    return unusable('AnnotationInvalid', entity.problems.join(' '));
  }
  try {
    return await authenticated(located, bareConnection(located), surroundings);
  } catch (error) {
    if (error instanceof KubeconfigError) {
      return unusable(reasonOf(error), `${located.at}: ${error.message}`);
    }
    throw error;
  }
}

/** How the cluster is reached, without credentials. */
function bareConnection({
  url,
  caData,
  caFile,
  skipTLSVerify,
  entity,
}: LocatedCluster): ClusterConnection {
  const { credentials: _none, ...connection } = connectionFromSettings({
    server: url,
    // The plugin has the file before the data.
    caData: caFile ? undefined : caData,
    caFile,
    skipTLSVerify,
  });
  return {
    ...connection,
    ...(entity?.onlyPublicAddresses && { onlyPublicAddresses: true }),
  };
}

async function authenticated(
  located: LocatedCluster,
  bare: ClusterConnection,
  { strategies, inCluster = inClusterConnection }: Surroundings,
): Promise<Outcome> {
  const { authProvider, at } = located;
  const instead = PERSONS_PROVIDERS.get(authProvider);
  if (instead) {
    return {
      unusable: {
        state: 'unknown',
        reason: 'NeedsPersonsToken',
        message: `The Kubernetes plugin asks this cluster with the token of the person who looks (authProvider ${authProvider}), and the portal has none of its own: give it credentials in runai.clusters, or use ${instead}.`,
        lacksCredentials: bare,
      },
    };
  }
  if (authProvider === 'localKubectlProxy') {
    return bare;
  }
  if (authProvider === 'serviceAccount') {
    return ofServiceAccount(located, bare, inCluster);
  }
  if (!PortalStrategies.has(authProvider)) {
    return lacking(
      bare,
      'AuthProviderUnknown',
      `${at}: its authProvider ${authProvider} is one that the portal brings to its Kubernetes plugin, and that is not known here: give the cluster credentials in runai.clusters.`,
    );
  }
  const isTrusted =
    !located.entity?.onlyPublicAddresses ||
    isServedByCloud(authProvider, located.url);
  if (!isTrusted) {
    return lacking(
      bare,
      'ServerNotOfCloud',
      `${at} wants the portal to log in with its own account (authProvider ${authProvider}) at ${quoted(
        located.url,
      )}, which is none of that cloud's API servers. Where that is meant, list its host in dangerouslyAllowClusterUrls of the Kubernetes plugin's catalog locator, or give the cluster credentials in runai.clusters.`,
    );
  }
  try {
    return {
      ...bare,
      ...(await strategies.credentials(authProvider, located)),
    };
  } catch (error) {
    if (error instanceof StrategyError) {
      return lacking(bare, error.reason, `${at}: ${error.message}`);
    }
    throw error;
  }
}

/** Without a token the plugin asks the cluster that the portal runs in, as the pod's own account and whatever the url says. */
function ofServiceAccount(
  { authMetadata, at }: LocatedCluster,
  bare: ClusterConnection,
  inCluster: () => ClusterConnection,
): Outcome {
  const token = authMetadata.serviceAccountToken;
  if (token) {
    const { credentials } = connectionFromSettings({
      server: bare.server,
      token: token.trim(),
    });
    return { ...bare, credentials };
  }
  try {
    return inCluster();
  } catch (error) {
    if (error instanceof KubeconfigError) {
      return lacking(
        bare,
        'ServiceAccountMissing',
        `${at} has no serviceAccountToken, and the portal has no account of its own in a cluster: give the token there, or credentials in runai.clusters.`,
      );
    }
    throw error;
  }
}

function lacking(
  lacksCredentials: ClusterConnection,
  reason: string,
  message: string,
): Outcome {
  return { unusable: { reason, message, lacksCredentials } };
}

function unusable(reason: string, message: string): { unusable: Unusable } {
  return { unusable: { reason, message } };
}
