// What authors of cluster sources, and of plugins that use the portal's clusters, need of our other packages.

export {
  connectionFromSettings,
  CredentialError,
  SharedCredential,
} from '@runai-portal/kube';
export type {
  ClusterConnection,
  ConnectionSettings,
  CredentialRenewal,
  KubeCredential,
  TimedCredential,
} from '@runai-portal/kube';
export type { ClusterSettingsInput } from '@runai-portal/checks';
export type {
  AttestationNote,
  RunaiApi,
} from '@runai-portal/backstage-plugin-runai-common';
