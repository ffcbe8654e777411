import { isAbsolute, resolve } from 'node:path';
import {
  clusterSettingsSchema,
  type ClusterSettingsInput,
} from '@runai-portal/checks';
import { z } from 'zod';

const PROXY = /^(https?|socks5h?):\/\//;

const credentialsSchema = z
  .strictObject({
    token: z.string().min(1).optional(),
    tokenFile: z.string().min(1).optional(),
    server: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .optional(),
  })
  .refine(
    ({ token, tokenFile }) =>
      (token === undefined) !== (tokenFile === undefined),
    { error: 'must have either token or tokenFile' },
  );

/** An entry of `runai.clusters`: settings, and how the cluster is reached. */
export const configuredClusterSchema = clusterSettingsSchema.extend({
  credentials: credentialsSchema.optional(),
  proxyUrl: z
    .string()
    .regex(PROXY, { error: 'must begin with http://, https:// or socks5://' })
    .optional(),
});

/** How app-config says that a cluster is reached: it goes before what the cluster's source says. */
export interface ConfiguredWay {
  credentials?: {
    token?: string;
    /** Read again when it changes. */
    tokenFile?: string;
    /** The only server that may see them; any that the cluster's source names where absent. */
    server?: string;
  };
  /** May hold a user and a password. */
  proxyUrl?: string;
}

/** As it was written. */
export type ConfiguredCluster = ClusterSettingsInput & ConfiguredWay;

/** The same with the paths of files made absolute. */
export function withAbsolutePaths(
  cluster: ConfiguredCluster,
  baseDir: string,
): ConfiguredCluster {
  const { credentials } = cluster;
  return credentials?.tokenFile && !isAbsolute(credentials.tokenFile)
    ? {
        ...cluster,
        credentials: {
          ...credentials,
          tokenFile: resolve(baseDir, credentials.tokenFile),
        },
      }
    : cluster;
}
