import { createHash } from 'node:crypto';
import { CLUSTER_NAME } from '@runai-portal/backstage-plugin-runai-common';

const DIGITS = 6;
const LONGEST = 63;

/**
 * The portal's name of a cluster, which is a name of the catalog too. Another one is made into one as the portal makes its own:
 * lower case, every run of other characters becomes one `-`; and gets six digits of its SHA-256, so that it is nobody else's.
 */
export function entityName(cluster: string): string {
  if (CLUSTER_NAME.test(cluster)) {
    return cluster;
  }
  const digits = createHash('sha256')
    .update(cluster)
    .digest('hex')
    .slice(0, DIGITS);
  const start = cluster
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, LONGEST - DIGITS - 1)
    .replace(/-$/, '');
  return `${start || 'cluster'}-${digits}`;
}
