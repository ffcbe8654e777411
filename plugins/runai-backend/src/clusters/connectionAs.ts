import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import {
  connectionFromSettings,
  type ClusterConnection,
} from '@runai-portal/kube';
import type { ConfiguredWay } from '../config/configuredCluster';
import { isUnusable } from '../sources/isUnusable';

/** The connection of a source's cluster with what app-config says of it. */
export function connectionAs(
  sourced: SourcedCluster['connection'],
  { credentials, proxyUrl }: ConfiguredWay,
): SourcedCluster['connection'] {
  const connection = withCredentials(sourced, credentials);
  return proxyUrl === undefined || isUnusable(connection)
    ? connection
    : { ...connection, proxyUrl, proxyFrom: undefined };
}

function withCredentials(
  sourced: SourcedCluster['connection'],
  credentials: ConfiguredWay['credentials'],
): SourcedCluster['connection'] {
  const bare = isUnusable(sourced)
    ? sourced.unusable.lacksCredentials
    : sourced;
  if (!credentials || !bare) {
    return sourced;
  }
  const { server, ...given } = credentials;
  if (server !== undefined && !isSameServer(server, bare.server)) {
    return {
      unusable: {
        reason: 'CredentialsForOtherServer',
        message: `The credentials that runai.clusters has for this cluster are for ${server}, and its source says that it is at ${bare.server}; mend the one that is wrong.`,
      },
    };
  }
  return withToken(bare, given);
}

function withToken(
  bare: ClusterConnection,
  given: { token?: string; tokenFile?: string },
): SourcedCluster['connection'] {
  try {
    const { credentials, renewal } = connectionFromSettings({
      server: bare.server,
      ...given,
    });
    return {
      ...bare,
      credentials,
      credentialsRefused: undefined,
      renewal,
    };
  } catch (error) {
    return {
      unusable: {
        reason: 'CredentialsInvalid',
        message: `The credentials that runai.clusters has for this cluster cannot be used: ${
          error instanceof Error ? error.message : error
        }`,
      },
    };
  }
}

function isSameServer(one: string, other: string): boolean {
  return withoutSlash(one) === withoutSlash(other);
}

function withoutSlash(address: string): string {
  if (!URL.canParse(address)) {
    return address;
  }
  const { origin, pathname } = new URL(address);
  return origin + pathname.replace(/\/+$/, '');
}
