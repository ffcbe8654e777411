import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type {
  ClusterSourceState,
  SourceCluster,
} from '@runai-portal/backstage-plugin-runai-common';

/** A certificate authority that can be read: of those that Node.js knows, the one that expires last. */
export const [AUTHORITY] = rootCertificates
  .map(pem => ({ pem, ends: new Date(new X509Certificate(pem).validTo) }))
  .sort((one, other) => other.ends.getTime() - one.ends.getTime())
  .map(({ pem }) => pem);

/** A cluster as the runai plugin tells of it. */
export function sourceCluster(
  name: string,
  more: Partial<SourceCluster> = {},
): SourceCluster {
  return {
    name,
    sourceName: name,
    title: name,
    environment: 'trial',
    profile: 'runai-2021.04',
    labels: {},
    demo: false,
    apiServer: { server: `https://${name}.example:6443`, caData: AUTHORITY },
    ...more,
  };
}

/** A source that has answered. */
export function sourceState(
  more: Partial<ClusterSourceState> = {},
): ClusterSourceState {
  return {
    type: 'kubeconfig',
    label: './kubeconfig',
    state: 'answered',
    answeredAt: '2026-11-30T12:00:00.000Z',
    clusters: [],
    ...more,
  };
}
