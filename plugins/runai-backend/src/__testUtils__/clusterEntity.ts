import { rootCertificates } from 'node:tls';
import type { Entity } from '@backstage/catalog-model';

/** A certificate authority that can be read, as annotations and the Kubernetes plugin's configuration hold one. */
export const AUTHORITY_DATA = Buffer.from(rootCertificates[0]).toString(
  'base64',
);

/** An entity that both the Kubernetes plugin and our source take, as somebody writes it into the catalog. */
export function clusterEntity(
  name: string,
  annotations: Record<string, string | undefined> = {},
  more: { metadata?: Partial<Entity['metadata']>; spec?: object } = {},
): Entity {
  const all = {
    'kubernetes.io/api-server': `https://${name}.example:6443`,
    'kubernetes.io/api-server-certificate-authority': AUTHORITY_DATA,
    'kubernetes.io/auth-provider': 'aws',
    ...annotations,
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      ...more.metadata,
      annotations: Object.fromEntries(
        Object.entries(all).filter(
          (pair): pair is [string, string] => pair[1] !== undefined,
        ),
      ),
    },
    spec: { type: 'kubernetes-cluster', owner: 'ml-platform', ...more.spec },
  };
}
